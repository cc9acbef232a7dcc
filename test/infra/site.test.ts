import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ofType, synthesize } from './system.ts';

const resources = synthesize();
const one = (type: string) => {
  const [only, ...more] = ofType(resources, type);
  if (only === undefined || more.length > 0) throw new Error(`Expected one ${type}.`);
  return only;
};
const distribution = z
  .looseObject({
    DistributionConfig: z.looseObject({
      DefaultCacheBehavior: z.looseObject({
        ViewerProtocolPolicy: z.string(),
        ResponseHeadersPolicyId: z.string(),
      }),
      CacheBehaviors: z.array(z.looseObject({ PathPattern: z.string(), ViewerProtocolPolicy: z.string() })),
      Origins: z.array(z.looseObject({ DomainName: z.string() })),
    }),
  })
  .parse(one('AWS::CloudFront::Distribution').properties).DistributionConfig;
const headers = z
  .looseObject({
    SecurityHeadersConfig: z.looseObject({
      ContentSecurityPolicy: z.looseObject({ ContentSecurityPolicy: z.string(), Override: z.literal(true) }),
    }),
  })
  .parse(one('AWS::CloudFront::ResponseHeadersPolicy').properties.ResponseHeadersPolicyConfig);
const csp = headers.SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy.split('; ');

describe('the dashboard’s bucket', () => {
  const { properties, deletionPolicy, id } = one('AWS::S3::Bucket');

  it('is closed to the public, encrypted and kept', () => {
    expect(properties).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
    });
    expect(deletionPolicy).toBe('Retain');
    expect(id).toBe('Files8E6940B8');
  });

  it('is read by this distribution alone, over TLS', () => {
    const statements = z
      .looseObject({ Statement: z.array(z.looseObject({ Effect: z.string() })) })
      .parse(one('AWS::S3::BucketPolicy').properties.PolicyDocument).Statement;
    const allowed = statements.filter(({ Effect }) => Effect === 'Allow');
    expect(allowed).toEqual([
      expect.objectContaining({
        Action: 's3:GetObject',
        Principal: { Service: 'cloudfront.amazonaws.com' },
        Condition: {
          StringEquals: { 'AWS:SourceArn': expect.stringMatching(/distribution\/SiteE53D7754$/) },
        },
      }),
    ]);
    expect(JSON.stringify(statements)).toContain('"aws:SecureTransport":"false"');
    expect(one('AWS::CloudFront::OriginAccessControl').properties.OriginAccessControlConfig).toMatchObject({
      SigningBehavior: 'always',
      SigningProtocol: 'sigv4',
    });
  });
});

describe('the dashboard’s address', () => {
  it('is served over https only, with the API below the same name', () => {
    expect(distribution.DefaultCacheBehavior.ViewerProtocolPolicy).toBe('redirect-to-https');
    expect(distribution.CacheBehaviors).toEqual([
      expect.objectContaining({ PathPattern: '/api/*', ViewerProtocolPolicy: 'https-only' }),
    ]);
    expect(distribution.Origins.map(({ DomainName }) => DomainName)).toContain('api.example');
  });

  it('shows its one page for every screen, also one with a dot in its address, and files as they are', () => {
    const { FunctionCode } = z
      .looseObject({ FunctionCode: z.string() })
      .parse(one('AWS::CloudFront::Function').properties);
    const shown = (uri: string) =>
      z
        .object({ uri: z.string() })
        .parse(runInNewContext(`${FunctionCode}; handler({ request: { uri: ${JSON.stringify(uri)} } })`)).uri;
    for (const screen of ['/', '/integrations/int_1/log', '/records/task/task.of.may', '/assets'])
      expect(shown(screen)).toBe('/index.html');
    for (const file of ['/index.html', '/config.json', '/icon.svg', '/assets/index-a1.js'])
      expect(shown(file)).toBe(file);
  });

  it('sends the security headers with every page', () => {
    expect(headers.SecurityHeadersConfig).toMatchObject({
      ContentTypeOptions: { Override: true },
      FrameOptions: { FrameOption: 'DENY', Override: true },
      ReferrerPolicy: { ReferrerPolicy: 'no-referrer', Override: true },
      StrictTransportSecurity: { AccessControlMaxAgeSec: 31_536_000, IncludeSubdomains: true },
    });
  });

  it('runs scripts of its own only and is shown in nobody’s frame', () => {
    expect(csp).toContain("default-src 'self'");
    expect(csp).toContain("object-src 'none'");
    expect(csp).toContain("base-uri 'none'");
    expect(csp).toContain("frame-ancestors 'none'");
    expect(csp.join(' ')).not.toMatch(/unsafe-inline|unsafe-eval|script-src[^;]*https?:|\*/);
  });

  it('talks to itself and to the sign-in, to nobody else', () => {
    expect(csp).toContain("connect-src 'self' https://sign-in.example.org");
  });

  it('reaches a sign-in that lives below a path: the policy names its origin', () => {
    const issuer = 'https://id.example.org/realms/britepool';
    const [policy] = ofType(synthesize({ issuer }), 'AWS::CloudFront::ResponseHeadersPolicy');
    expect(JSON.stringify(policy?.properties)).toContain("connect-src 'self' https://id.example.org;");
  });
});
