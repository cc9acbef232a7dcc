import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ofType, synthesize } from './system.ts';

const route = z.looseObject({
  RouteKey: z.string(),
  AuthorizationType: z.string(),
  AuthorizerId: z.string().optional(),
});
const resources = synthesize();
const routes = ofType(resources, 'AWS::ApiGatewayV2::Route').map(({ properties }) => route.parse(properties));
const methods = ['DELETE', 'GET', 'POST', 'PUT'];

describe('the HTTP API', () => {
  it('lets nobody reach admin and record routes without a token of the issuer', () => {
    const closed = routes.filter(({ AuthorizationType }) => AuthorizationType === 'JWT');
    expect(closed.map(({ RouteKey }) => RouteKey).sort()).toEqual(
      methods
        .flatMap((method) => [`${method} /api/admin/{proxy+}`, `${method} /api/records/{proxy+}`])
        .sort(),
    );
    for (const { AuthorizerId } of closed) expect(AuthorizerId).toMatch(/SignedIn/);
  });

  it('takes webhooks, outside schedulers and returns from sign-ins from anybody: bytes are signed, a secret or a state is known; and says what it is', () => {
    const open = routes.filter(({ AuthorizationType }) => AuthorizationType !== 'JWT');
    expect(open).toEqual([
      expect.objectContaining({
        RouteKey: 'ANY /api/webhooks/integrations/{id}/receive',
        AuthorizationType: 'NONE',
      }),
      expect.objectContaining({ RouteKey: 'GET /api/oauth/callback', AuthorizationType: 'NONE' }),
      expect.objectContaining({ RouteKey: 'POST /api/cron/{proxy+}', AuthorizationType: 'NONE' }),
      expect.objectContaining({ RouteKey: 'GET /api/openapi.json', AuthorizationType: 'NONE' }),
    ]);
  });

  it('trusts the issuer and audience of the stage', () => {
    expect(ofType(resources, 'AWS::ApiGatewayV2::Authorizer').map(({ properties }) => properties)).toEqual([
      expect.objectContaining({
        AuthorizerType: 'JWT',
        IdentitySource: ['$request.header.Authorization'],
        JwtConfiguration: { Audience: ['britepool-integrations'], Issuer: 'https://sign-in.example.org' },
      }),
    ]);
  });

  it('is read by no page of another origin: the dashboard lives under the same name, so none is let in', () => {
    const [api] = ofType(resources, 'AWS::ApiGatewayV2::Api');
    expect(api?.properties).toMatchObject({ ProtocolType: 'HTTP' });
    expect(api?.properties).not.toHaveProperty('CorsConfiguration');
  });

  it('logs no address, header or token of a caller', () => {
    const [stage] = ofType(resources, 'AWS::ApiGatewayV2::Stage');
    const { Format } = z.looseObject({ Format: z.string() }).parse(stage?.properties.AccessLogSettings);
    expect(Format).toContain('$context.requestId');
    expect(Format).not.toMatch(/sourceIp|authorizer|identity|userAgent|path/i);
  });

  it('slows down floods instead of passing them on', () => {
    const [stage] = ofType(resources, 'AWS::ApiGatewayV2::Stage');
    expect(stage?.properties.DefaultRouteSettings).toEqual({
      ThrottlingBurstLimit: 2000,
      ThrottlingRateLimit: 1000,
    });
  });
});

describe('a stage without a sign-in of its own', () => {
  const cognito = synthesize({ name: 'staging', issuer: undefined });

  it('gets a user pool with one group per role, second factor required, no self sign-up', () => {
    const [pool] = ofType(cognito, 'AWS::Cognito::UserPool');
    expect(pool?.properties).toMatchObject({
      MfaConfiguration: 'ON',
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
    });
    expect(
      ofType(cognito, 'AWS::Cognito::UserPoolGroup').map(({ properties }) => properties.GroupName),
    ).toEqual(['WEB_STEWARD', 'BOARD_CHAIR', 'PLATFORM', 'MEMBER']);
    expect(pool?.deletionPolicy).toBe('Retain');
  });

  it('brings people back to its own address, and its page may talk to the pages of the pool', () => {
    const named = synthesize({
      name: 'staging',
      issuer: undefined,
      publicBaseUrl: 'https://sync.example.org',
    });
    const [client] = ofType(named, 'AWS::Cognito::UserPoolClient');
    expect(client?.properties).toMatchObject({
      CallbackURLs: ['https://sync.example.org/signed-in'],
      AllowedOAuthFlows: ['code'],
    });
    const [policy] = ofType(named, 'AWS::CloudFront::ResponseHeadersPolicy');
    expect(JSON.stringify(policy?.properties)).toMatch(
      /connect-src 'self' [^;]+ https:\/\/[^;]*\.auth\.[^;]*amazoncognito\.com;/,
    );
  });
});
