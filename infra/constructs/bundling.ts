import { type ICommandHooks, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';

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

/** Programs that a function starts as processes of their own, by their name in its package. */
export type Companions = Readonly<Record<string, string>>;

/** JSONata is an eighth of a worker's bundle and evaluated in a process of its own: only that process loads it. */
export const expressionChild: Companions = {
  'expression-child': 'shared/adapters/platform/expression-child.ts',
};

/** Puts a function's companions beside its one file. */
export const companionHooks = (companions: Companions): ICommandHooks => ({
  beforeBundling: () => [],
  beforeInstall: () => [],
  afterBundling: (input, output) =>
    Object.entries(companions).map(([name, entry]) =>
      [
        `"${input}/node_modules/.bin/esbuild" "${input}/${entry}" --outfile="${output}/${name}.mjs"`,
        `--bundle --platform=node --format=esm --target=${bundling.target} --minify`,
      ].join(' '),
    ),
});
