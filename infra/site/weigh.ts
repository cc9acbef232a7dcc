import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as z from 'zod';

const manifestShape = z.record(
  z.string(),
  z.looseObject({
    file: z.string(),
    isEntry: z.boolean().default(false),
    imports: z.array(z.string()).default([]),
    css: z.array(z.string()).default([]),
  }),
);

/** Most JavaScript (kB, gzipped) that a first visit may load until the overview stands. */
export const firstLoadBudget = 250;
/** The page on which a visit begins; it is loaded right behind the entry. */
const firstPage = 'src/app/pages/integrations-page.tsx';

export interface Weight {
  readonly javascript: number;
  readonly css: number;
  readonly files: readonly string[];
}

/** What a first visit loads, in kB gzipped: the entry, the overview and all that they import at once, from the build's manifest. */
export function weighFirstLoad(folder: string): Weight {
  const manifest = manifestShape.parse(
    JSON.parse(readFileSync(join(folder, '.vite', 'manifest.json'), 'utf8')),
  );
  const seen = new Set<string>();
  const visit = (name: string): void => {
    if (seen.has(name)) return;
    seen.add(name);
    for (const next of manifest[name]?.imports ?? []) visit(next);
  };
  if (manifest[firstPage] === undefined) throw new Error(`${firstPage} is no part of the build.`);
  for (const [name, { isEntry }] of Object.entries(manifest)) if (isEntry || name === firstPage) visit(name);
  const chunks = [...seen].flatMap((name) => manifest[name] ?? []);
  const scripts = chunks.map(({ file }) => file);
  const styles = [...new Set(chunks.flatMap(({ css }) => css))];
  const weight = (files: readonly string[]) =>
    files.reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file))).length, 0) / 1000;
  return { javascript: weight(scripts), css: weight(styles), files: [...scripts, ...styles] };
}
