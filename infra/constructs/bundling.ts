import { join } from 'node:path';
import { type BuildOptions, buildSync, type Metafile } from 'esbuild';

/** Programs that a function starts as processes of their own, by their name in its package. */
export type Companions = Readonly<Record<string, string>>;

/** JSONata is an eighth of a worker's bundle and evaluated in a process of its own: only that process loads it. */
export const expressionChild: Companions = {
  'expression-child': 'shared/adapters/platform/expression-child.ts',
};

/**
 * How a function becomes files. The SDK is bundled (its version is ours, not the runtime's), except for the ways to find
 * credentials that never apply inside Lambda: they are imported only when the environment has none, and are a quarter
 * of every bundle. What is imported when it is needed, as each connector is, stays in files of its own beside the first.
 */
const settings = {
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  minify: true,
  mainFields: ['module', 'main'],
  outExtension: { '.js': '.mjs' },
  banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
  external: [
    '@aws-sdk/credential-provider-http',
    '@aws-sdk/credential-provider-ini',
    '@aws-sdk/credential-provider-process',
    '@aws-sdk/credential-provider-sso',
    '@aws-sdk/credential-provider-web-identity',
    '@smithy/credential-provider-imds',
  ],
  logLevel: 'silent',
} satisfies BuildOptions;

/** Bundles a function, as `index.mjs`, and its companions into `outdir`; tells what came from where. */
export function bundleFunction(entry: string, companions: Companions, outdir: string): Metafile {
  const root = join(import.meta.dirname, '../..');
  const entryPoints = { index: entry, ...companions };
  return buildSync({ ...settings, absWorkingDir: root, entryPoints, outdir, metafile: true }).metafile;
}
