import { join } from 'node:path';
import { build } from 'esbuild';
import { bundling } from '../../infra/constructs/bundling.ts';

export interface Bundled {
  readonly file: string;
  readonly bytes: number;
  /** Bytes that come from this repository. */
  readonly own: number;
  /** Bytes of each connector's folder. */
  readonly connectors: ReadonlyMap<string, number>;
  /** Packages that are in it. */
  readonly packages: ReadonlySet<string>;
}

/** Bundles a function as it is deployed, into `outdir`. */
export async function bundleFunction(name: string, outdir: string): Promise<Bundled> {
  const { metafile } = await build({
    entryPoints: { [name]: `functions/${name}/handler.ts` },
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    metafile: true,
    platform: 'node',
    format: 'esm',
    target: bundling.target,
    minify: bundling.minify,
    mainFields: [...bundling.mainFields],
    external: [...bundling.externalModules],
    banner: { js: bundling.banner },
    logLevel: 'silent',
  });
  const [output] = Object.values(metafile.outputs);
  const inputs = Object.entries(output?.inputs ?? {});
  const isOurs = (file: string) => !file.includes('node_modules/');
  const connectors = new Map<string, number>();
  for (const [file, { bytesInOutput }] of inputs) {
    const folder = /^shared\/connectors\/([^/]+)\//.exec(file)?.[1];
    if (folder !== undefined) connectors.set(folder, (connectors.get(folder) ?? 0) + bytesInOutput);
  }
  return {
    file: join(outdir, `${name}.mjs`),
    bytes: output?.bytes ?? 0,
    own: inputs
      .filter(([file]) => isOurs(file))
      .reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0),
    connectors,
    packages: new Set(inputs.flatMap(([file]) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? [])),
  };
}
