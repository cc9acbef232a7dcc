import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { functionNames } from '../../shared/config/names.ts';
import { allowances } from './policies.ts';
import { ofType, synthesize } from './system.ts';

const resources = synthesize();
const onSecrets = (name: string) =>
  allowances(resources, `Functions${name.replaceAll('-', '')}Role`).filter((each) =>
    each.startsWith('secretsmanager:'),
  );
const readBy = (name: string) =>
  onSecrets(name).flatMap((each) => /^secretsmanager:GetSecretValue secret:(.*)$/.exec(each)?.[1] ?? []);

const route = z.looseObject({ RouteKey: z.string(), AuthorizationType: z.string(), Target: z.string() });
const integration = z.looseObject({ IntegrationUri: z.string() });
const routes = ofType(resources, 'AWS::ApiGatewayV2::Route').map(({ properties }) => route.parse(properties));
const entrances = ofType(resources, 'AWS::ApiGatewayV2::Integration').map(({ id, properties }) => ({
  ...{ id, uri: integration.parse(properties).IntegrationUri },
}));
/** The routes of this kind that end at a function. */
const routesTo = (name: string, kind: 'NONE' | 'JWT') =>
  routes
    .filter(({ AuthorizationType, Target }) => {
      const entrance = entrances.find(({ id }) => Target === `integrations/${id}`);
      return AuthorizationType === kind && entrance?.uri.includes(`-production-${name}:`);
    })
    .map(({ RouteKey }) => RouteKey);
const behind = (kind: 'NONE' | 'JWT') => functionNames.filter((name) => routesTo(name, kind).length > 0);

const everyIntegration = 'britepool/production/integrations/*';

describe('secrets', () => {
  it('lie one by one under the name of their stage and integration, and every permission ends in one part of them', () => {
    const patterns = functionNames.flatMap(onSecrets).map((each) => each.split(' secret:')[1] ?? '');
    expect(patterns.length).toBeGreaterThan(10);
    expect(new Set(patterns)).toEqual(
      new Set([
        `${everyIntegration}/webhook-??????`,
        `${everyIntegration}/credentials-??????`,
        'britepool/production/slack-channel-??????',
        'britepool/production/cron-secret-??????',
      ]),
    );
  });

  it('are read by name, one a call: nobody may list them or read many at once', () => {
    const actions = functionNames.flatMap(onSecrets).map((each) => each.split(' ')[0]);
    expect(new Set(actions)).toEqual(
      new Set(
        ['GetSecretValue', 'PutSecretValue', 'CreateSecret', 'DeleteSecret'].map(
          (action) => `secretsmanager:${action}`,
        ),
      ),
    );
  });

  it('of integrations are read whole by none of the functions that anybody on the internet can call without signing in: each knows one part', () => {
    expect(behind('NONE')).toEqual(['receive-webhook', 'admin-api', 'finish-connection', 'cron']);
    expect(readBy('receive-webhook')).toEqual([`${everyIntegration}/webhook-??????`]);
    expect(readBy('finish-connection')).toEqual([`${everyIntegration}/credentials-??????`]);
    expect(readBy('cron')).toEqual(['britepool/production/cron-secret-??????']);
    // Of admin-api, only the description of the API is open.
    expect(routesTo('admin-api', 'NONE')).toEqual(['GET /api/openapi.json']);
  });

  it('are out of reach for the functions that know no integration', () => {
    const none = functionNames.filter((name) => onSecrets(name).length === 0);
    expect(none).toEqual([
      'publish-changes',
      'records-api',
      'park-failures',
      'retry-parked',
      'note-receipts',
      'clean-up',
    ]);
  });

  it('of both kinds are read by admin-api behind its sign-in, and by the guardian of the hooks, which nobody calls', () => {
    const both = functionNames.filter(
      (name) => readBy(name).filter((each) => each.startsWith(everyIntegration)).length === 2,
    );
    expect(both).toEqual(['run-jobs', 'admin-api']);
    expect(behind('JWT')).toEqual(['admin-api', 'records-api']);
  });
});
