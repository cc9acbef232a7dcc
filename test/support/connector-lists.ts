import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { Manifest } from '../../shared/connector-kit/manifest.ts';

const root = new URL('../../', import.meta.url);
const connectors = new URL('shared/connectors/', root);

/** A file that is written anew from the folders of the connectors, by its path, and what it then holds. */
export type WrittenFile = readonly [path: string, text: string];

/** Folders of the connectors, in the order of their names. */
export const connectorFolders = (): readonly string[] =>
  readdirSync(connectors, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(new URL(`${entry.name}/index.ts`, connectors)))
    .map(({ name }) => name)
    .sort();

/** `generic-rest` is the type GENERIC_REST. */
export const typeOf = (folder: string): string => folder.toUpperCase().replaceAll('-', '_');
/** `generic-rest` exports `genericRest`. */
export const exportOf = (folder: string): string =>
  folder.replace(/-(.)/g, (_dash, letter: string) => letter.toUpperCase());

const header = '// Written by `npm run systems` from the folders in shared/connectors.\n';

/** What lists the connectors: nobody has to add a line anywhere when a folder is added. */
export function connectorLists(folders: readonly string[]): readonly WrittenFile[] {
  const loaders = folders.map(
    (folder) =>
      `  ${typeOf(folder)}: async () => (await import('./${folder}/index.ts')).${exportOf(folder)},\n`,
  );
  const imports = folders.map(
    (folder) => `import { manifest as ${exportOf(folder)} } from './${folder}/manifest.ts';\n`,
  );
  const manifests = [
    '/** The data half of every connector, for infra and the dashboard. */\n',
    'export const manifests: readonly Manifest[] = [\n',
    ...folders.map((folder) => `  ${exportOf(folder)},\n`),
    '];\n',
  ];
  return [
    [
      'shared/connectors/loaders.ts',
      `${header}\n/** Every connector by its type, each in a file of its own that is read when it is first needed. */\nexport const loaders = {\n${loaders.join('')}};\n`,
    ],
    [
      'shared/connectors/manifests.ts',
      `${header}\nimport type { Manifest } from '../connector-kit/manifest.ts';\n${imports.join('')}\n${manifests.join('')}`,
    ],
  ];
}

type System = Pick<Manifest, 'type' | 'name'>;

/** What domain and dashboard know of the systems that can be connected: their types, and what people call them. */
export function systemTypes(manifests: readonly System[]): WrittenFile {
  const systems = [...manifests].sort((a, b) => (a.type < b.type ? -1 : 1));
  const types = systems.map(({ type }) => `  '${type}',\n`);
  const names = systems.map(({ type, name }) => `  ${type}: '${name.replaceAll("'", "\\'")}',\n`);
  return [
    'shared/domain/integration-types.ts',
    `${header}
/** Every system that can be connected. */
export const integrationTypes = [
${types.join('')}] as const;
export type IntegrationType = (typeof integrationTypes)[number];

/** What people call them. */
export const systemNames: { readonly [type in IntegrationType]: string } = {
${names.join('')}};
`,
  ];
}

export const written = (path: string): string => readFileSync(new URL(path, root), 'utf8');
