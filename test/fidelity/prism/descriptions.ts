import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The folder of the vendors' API descriptions, which are not ours to copy. */
export const descriptionsFolder = resolve(process.env.VENDOR_SPECS ?? '../shared/vendors/specs');

/** How the description of a vendor differs from what the connector speaks, in ways that say nothing of either. */
export interface Difference {
  readonly from: RegExp;
  readonly to: string;
  readonly told: string;
}
const differences: { readonly [folder: string]: readonly Difference[] } = {
  'generic-rest': [
    {
      from: /<https:\/\/generic\.example\//g,
      to: '</',
      told: 'links to the next page led to an invented host: they were made relative',
    },
  ],
  hubspot: [
    {
      from: /2026-03/g,
      to: '2026-09',
      told: 'the description speaks 2026-03 and the connector 2026-09: the date was changed in its paths',
    },
    {
      from: /\/crm\/v3\/(owners|properties)/g,
      to: '/crm/$1/2026-09',
      told: 'owners and properties are described under v3: their paths were dated',
    },
  ],
};

export interface Description {
  readonly file: string;
  readonly text: string;
  /** What was changed of it before it was used. */
  readonly told: readonly string[];
}

/** How the file of a connector's vendor begins. */
export const stemOf = (folder: string): string => (folder === 'generic-rest' ? 'generic' : folder);

/** The description of a connector's vendor, if the folder has one. */
export function descriptionOf(folder: string): Description | undefined {
  const files = existsSync(descriptionsFolder) ? readdirSync(descriptionsFolder) : [];
  const file = files.find((name) => name.startsWith(`${stemOf(folder)}.`));
  if (file === undefined) return undefined;
  const changes = differences[folder] ?? [];
  const text = changes.reduce(
    (before, { from, to }) => before.replace(from, to),
    readFileSync(join(descriptionsFolder, file), 'utf8'),
  );
  return { file, text, told: changes.map(({ told }) => told) };
}
