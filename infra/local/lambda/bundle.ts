import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type BuildOptions, build, context } from 'esbuild';

export interface BundleOptions {
  readonly root: string;
  readonly outdir: string;
  /** Output name → entry, relative to the root. */
  readonly entries: Readonly<Record<string, string>>;
}

const settings = ({ root, outdir, entries }: BundleOptions): BuildOptions => ({
  absWorkingDir: root,
  entryPoints: { ...entries },
  outdir,
  bundle: true,
  platform: 'node',
  format: 'esm',
  splitting: true,
  target: 'node24',
  outExtension: { '.js': '.mjs' },
  sourcemap: true,
  packages: 'external',
  logLevel: 'silent',
});

/** Bundles every function in one go; packages stay in node_modules, which makes a start quick. */
export async function bundleFunctions(options: BundleOptions): Promise<void> {
  mkdirSync(options.outdir, { recursive: true });
  await build(settings(options));
}

/** Bundles again whenever a source changes and tells about it. Answers the way to stop. */
export async function watchFunctions(
  options: BundleOptions,
  onChange: (error?: string) => void,
): Promise<() => Promise<void>> {
  let first = true;
  const watcher = await context({
    ...settings(options),
    plugins: [
      {
        name: 'tell',
        setup(told) {
          told.onEnd(({ errors }) => {
            if (!first) onChange(errors[0]?.text);
            first = false;
          });
        },
      },
    ],
  });
  await watcher.watch();
  return () => watcher.dispose();
}

const dayMs = 86_400_000;

/** Takes the bundles away, and those of instances that died without doing so. */
export function removeBundles(outdir: string): void {
  rmSync(outdir, { recursive: true, force: true });
  const all = dirname(outdir);
  for (const name of readdirSync(all)) {
    const folder = join(all, name);
    const { mtimeMs } = statSync(folder, { throwIfNoEntry: false }) ?? { mtimeMs: Number.POSITIVE_INFINITY };
    if (Date.now() - mtimeMs > dayMs) rmSync(folder, { recursive: true, force: true });
  }
}

export const bundledFile = (outdir: string, name: string): string => join(outdir, `${name}.mjs`);
