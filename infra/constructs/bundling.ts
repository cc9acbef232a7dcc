import { OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';

/**
 * How a function becomes one file. The SDK is bundled (its version is ours, not the runtime's), except for the ways
 * to find credentials that never apply inside Lambda: they are imported only when the environment has none, and are
 * a quarter of every bundle.
 */
export const bundling = {
  format: OutputFormat.ESM,
  target: 'node24',
  minify: true,
  mainFields: ['module', 'main'],
  banner: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);",
  externalModules: [
    '@aws-sdk/credential-provider-http',
    '@aws-sdk/credential-provider-ini',
    '@aws-sdk/credential-provider-process',
    '@aws-sdk/credential-provider-sso',
    '@aws-sdk/credential-provider-web-identity',
    '@smithy/credential-provider-imds',
  ],
};
