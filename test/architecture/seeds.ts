/** An import that must be caught: by which rule, in which file, and what it reaches for. */
export interface Seed {
  readonly rule: string;
  readonly file: string;
  readonly code: string;
}

const seed = (rule: string, file: string, target: string): Seed => ({
  rule,
  file,
  code: `import { x } from '${target}';\nexport const y = x;\n`,
});
const typeSeed = (rule: string, file: string, target: string): Seed => ({
  rule,
  file,
  code: `import type { X } from '${target}';\nexport type Y = X;\n`,
});

export const seeds: readonly Seed[] = [
  seed('domain-is-pure', 'shared/domain/a-package.ts', 'zod'),
  seed('domain-is-pure', 'shared/domain/a-built-in.ts', 'node:crypto'),
  typeSeed('domain-is-pure', 'shared/domain/a-port.ts', '../application/ports.ts'),
  seed('application-knows-only-the-domain', 'shared/application/an-adapter.ts', '../adapters/sqs/target.ts'),
  seed(
    'application-knows-only-the-domain',
    'shared/application/a-connector.ts',
    '../connectors/acme/target.ts',
  ),
  typeSeed('contract-is-zod-and-domain-words', 'shared/contract/a-port.ts', '../application/ports.ts'),
  seed('contract-is-zod-and-domain-words', 'shared/contract/a-built-in.ts', 'node:fs'),
  seed('config-imports-nothing', 'shared/config/the-domain.ts', '../domain/target.ts'),
  seed('kit-knows-no-connector', 'shared/connector-kit/a-connector.ts', '../connectors/acme/target.ts'),
  seed('kit-knows-no-connector', 'shared/connector-kit/a-built-in.ts', 'node:http'),
  seed(
    'simulator-kit-knows-no-connector',
    'shared/connector-kit/simulator/one.ts',
    '../../connectors/acme/target.ts',
  ),
  seed('connectors-are-islands', 'shared/connectors/globex/aws.ts', '@aws-sdk/client-sqs'),
  seed('connectors-are-islands', 'shared/connectors/globex/a-port.ts', '../../application/ports.ts'),
  seed('connectors-never-meet', 'shared/connectors/globex/other.ts', '../acme/target.ts'),
  seed('manifests-are-data', 'shared/connectors/globex/manifest.ts', './schema.ts'),
  seed(
    'simulators-stay-out-of-production',
    'functions/hello/a-simulator.ts',
    '../../shared/connectors/acme/simulator/index.ts',
  ),
  seed('simulators-stay-out-of-production', 'shared/connectors/acme/peeks.ts', './simulator/index.ts'),
  seed('only-adapters-speak-aws', 'functions/hello/aws.ts', '@aws-sdk/client-sqs'),
  seed('only-adapters-speak-aws', 'infra/stacks/aws.ts', '@aws-sdk/client-sqs'),
  seed('adapters-do-not-call-each-other', 'shared/adapters/http/other.ts', '../sqs/target.ts'),
  seed('adapters-point-inwards', 'shared/adapters/http/a-connector.ts', '../../connectors/acme/target.ts'),
  seed('adapters-know-no-use-case', 'shared/adapters/http/a-use-case.ts', '../../application/target.ts'),
  seed('shared-never-looks-up', 'shared/application/looks-up.ts', '../../functions/runtime/target.ts'),
  seed('functions-are-islands', 'functions/hello/other.ts', '../goodbye/target.ts'),
  seed('runtime-knows-no-function', 'functions/runtime/a-function.ts', '../goodbye/target.ts'),
  seed('adapters-are-wired-in-handlers', 'functions/hello/routes.ts', '../../shared/adapters/sqs/target.ts'),
  seed('infra-reads-data-only', 'infra/stacks/a-use-case.ts', '../../shared/application/target.ts'),
  seed('infra-reads-data-only', 'infra/local/a-function.ts', '../../functions/runtime/target.ts'),
  seed('stacks-know-no-local-runtime', 'infra/stacks/local.ts', '../local/target.ts'),
  seed('cdk-stays-in-infra', 'functions/hello/cdk.ts', 'aws-cdk-lib'),
  typeSeed('cdk-stays-in-infra', 'shared/application/cdk.ts', 'constructs'),
  seed(
    'dashboard-knows-contract-and-domain-only',
    'admin-web/src/lib/config.ts',
    '../../../shared/config/target.ts',
  ),
  seed('features-are-islands', 'admin-web/src/features/logs/other.tsx', '../jobs/target.ts'),
  seed('nothing-imports-the-app', 'admin-web/src/features/logs/app.tsx', '../../app/target.ts'),
  seed(
    'components-serve-every-feature',
    'admin-web/src/components/a-feature.tsx',
    '../features/jobs/target.ts',
  ),
  seed('production-never-imports-tests', 'shared/application/a-test.ts', '../../test/support/target.ts'),
  seed('no-circular', 'shared/domain/circle-a.ts', './circle-b.ts'),
  seed('nothing-unresolvable', 'shared/domain/nowhere.ts', './does-not-exist.ts'),
  seed('lambda-code-uses-dependencies', 'shared/adapters/sqs/tool.ts', 'fast-check'),
  seed('packages-are-declared', 'functions/hello/undeclared.ts', 'undeclared'),
  { rule: 'no-orphans', file: 'shared/config/nobody.ts', code: 'export const y = 1;\n' },
];

/** Harmless files that the seeds reach for, and imports that must stay allowed. */
const harmless = 'export const x = 1;\nexport type X = number;\n';
const reach = (target: string): string => `import { x } from '${target}';\nexport const y = x;\n`;

export const targets: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      'shared/domain/target.ts',
      'shared/application/target.ts',
      'shared/application/ports.ts',
      'shared/adapters/sqs/target.ts',
      'shared/connectors/acme/target.ts',
      'shared/connectors/acme/simulator/index.ts',
      'shared/connectors/globex/schema.ts',
      'shared/config/target.ts',
      'functions/runtime/target.ts',
      'functions/goodbye/target.ts',
      'infra/local/target.ts',
      'admin-web/src/app/target.ts',
      'admin-web/src/features/jobs/target.ts',
      'test/support/target.ts',
    ].map((file) => [file, harmless]),
  ),
  'shared/domain/circle-b.ts': reach('./circle-a.ts'),
  'shared/connectors/manifests.ts': reach('./globex/manifest.ts'),
};

export const allowed: Readonly<Record<string, string>> = {
  'shared/application/uses-domain.ts': reach('../domain/target.ts'),
  'shared/connectors/acme/uses-zod.ts': reach('zod'),
  'shared/connector-kit/signs.ts': reach('node:crypto'),
  'shared/connector-kit/simulator/serves.ts': reach('node:http'),
  'shared/adapters/sqs/sends.ts': reach('@aws-sdk/client-sqs'),
  'functions/goodbye/handler.ts': reach('../../shared/adapters/sqs/target.ts'),
  'infra/local/uses-aws.ts': reach('@aws-sdk/client-sqs'),
  'infra/stacks/reads-manifests.ts': reach('../../shared/connectors/manifests.ts'),
  'infra/stacks/uses-cdk.ts': reach('aws-cdk-lib'),
  'admin-web/src/lib/uses-domain.ts': reach('../../../shared/domain/target.ts'),
  'shared/domain/__tests__/target.test.ts': reach('fast-check'),
  'test/domain/target.test.ts': reach('../../shared/application/target.ts'),
};

const packages = ['zod', '@aws-sdk/client-sqs', 'aws-cdk-lib', 'constructs', 'fast-check', 'undeclared'];

/** Packages that the seeds name: as empty as can be, so that the tree needs no installation. */
export const packageFiles: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({
    type: 'module',
    dependencies: { zod: '1', '@aws-sdk/client-sqs': '1', 'aws-cdk-lib': '1', constructs: '1' },
    devDependencies: { 'fast-check': '1' },
  }),
  ...Object.fromEntries(
    packages.flatMap((name) => [
      [`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' })],
      [`node_modules/${name}/index.js`, 'export const x = 1;\n'],
    ]),
  ),
};
