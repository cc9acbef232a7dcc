import { join } from 'node:path';
import { bundleFunction as bundle } from '../../infra/constructs/bundling.ts';

export interface Bundled {
  readonly file: string;
  /** Bytes that are loaded with the first file. */
  readonly bytes: number;
  /** Bytes of them that come from this repository. */
  readonly own: number;
  /** Bytes of each connector's folder, which are loaded when its type is first met. */
  readonly connectors: ReadonlyMap<string, number>;
  /** What is loaded with the first file, by package, heaviest first; our own code is `own`. */
  readonly parts: readonly (readonly [name: string, bytes: number])[];
  /** Packages that are in any of its files. */
  readonly packages: ReadonlySet<string>;
}

/** Bundles a function as it is deployed, into a folder of its own in `outdir`. */
export function bundleFunction(name: string, outdir: string): Bundled {
  const folder = join(outdir, name);
  const { outputs } = bundle(`functions/${name}/handler.ts`, {}, folder);
  const first = Object.keys(outputs).find((file) => file.endsWith('/index.mjs')) ?? '';
  const loaded = loadedWith(first, outputs);
  const inputs = Object.entries(outputs).flatMap(([output, { inputs: each }]) =>
    Object.entries(each).map(([file, { bytesInOutput }]) => ({ output, file, bytesInOutput })),
  );
  const connectors = new Map<string, number>();
  for (const { file, bytesInOutput } of inputs) {
    const connector = /^shared\/connectors\/([^/]+)\//.exec(file)?.[1];
    if (connector !== undefined) connectors.set(connector, (connectors.get(connector) ?? 0) + bytesInOutput);
  }
  return {
    file: join(folder, 'index.mjs'),
    bytes: [...loaded].reduce((sum, file) => sum + (outputs[file]?.bytes ?? 0), 0),
    own: inputs
      .filter(({ output, file }) => loaded.has(output) && !file.includes('node_modules/'))
      .reduce((sum, { bytesInOutput }) => sum + bytesInOutput, 0),
    connectors,
    parts: partsOf(inputs.filter(({ output }) => loaded.has(output))),
    packages: new Set(inputs.flatMap(({ file }) => packageOf(file) ?? [])),
  };
}

const packageOf = (file: string): string | undefined => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1];

function partsOf(
  inputs: readonly { readonly file: string; readonly bytesInOutput: number }[],
): Bundled['parts'] {
  const sums = new Map<string, number>();
  for (const { file, bytesInOutput } of inputs) {
    const name = packageOf(file) ?? 'own';
    sums.set(name, (sums.get(name) ?? 0) + bytesInOutput);
  }
  return [...sums].sort(([, a], [, b]) => b - a);
}

type Outputs = ReturnType<typeof bundle>['outputs'];

/** The files that the first one imports at once, itself among them. */
function loadedWith(first: string, outputs: Outputs): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [first];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    const imports = outputs[file]?.imports ?? [];
    waiting.push(
      ...imports
        .filter(({ kind, external }) => kind === 'import-statement' && external !== true)
        .map(({ path }) => path),
    );
  }
  return found;
}
