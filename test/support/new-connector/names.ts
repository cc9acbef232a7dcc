import { exportOf, typeOf } from '../connector-lists.ts';

/** The forms in which the name of a connector stands in its files. */
export interface ConnectorNames {
  /** `acme-cloud` */
  readonly folder: string;
  /** `Acme Cloud`, as people say it. */
  readonly title: string;
  /** `acmeCloud` */
  readonly value: string;
  /** `AcmeCloud` */
  readonly prefix: string;
  /** `ACME_CLOUD` */
  readonly type: string;
}

const capital = (word: string): string => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;

export function namesOf(folder: string, title = folder.split('-').map(capital).join(' ')): ConnectorNames {
  const value = exportOf(folder);
  return { folder, title, value, prefix: capital(value), type: typeOf(folder) };
}

/** Names that would hide something else in the files that are made or in the lists of connectors. */
const reserved = new Set([
  ...[
    'choices',
    'loaders',
    'manifest',
    'manifests',
    'me',
    'registry',
    'settings',
    'streams',
    'todo',
    'webhook',
  ],
  ...['break', 'case', 'catch', 'class', 'const', 'continue', 'debugger', 'default', 'delete', 'do', 'else'],
  ...['enum', 'export', 'extends', 'false', 'finally', 'for', 'function', 'if', 'import', 'in', 'instanceof'],
  ...['new', 'null', 'return', 'super', 'switch', 'this', 'throw', 'true', 'try', 'typeof', 'var', 'void'],
  ...[
    'while',
    'with',
    'yield',
    'let',
    'static',
    'await',
    'async',
    'package',
    'private',
    'public',
    'undefined',
  ],
]);

const longest = 40;

/** Why this cannot be the name of a new connector, and what to do; `undefined` where it can. */
export function problemWithName(folder: string, taken: readonly string[]): string | undefined {
  if (folder.length > longest || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(folder))
    return `"${folder}" is no name for a folder here: use lower-case letters and digits with single dashes between words, at most ${longest}, such as acme-cloud.`;
  if (reserved.has(folder))
    return `"${folder}" means something else in the code: add a word, such as ${folder}-cloud.`;
  const same = taken.find((known) => typeOf(known) === typeOf(folder));
  if (same !== undefined)
    return `There is a connector "${same}" already: work on it in shared/connectors/${same}, or choose another name.`;
  return undefined;
}

export const problemWithTitle = (title: string): string | undefined =>
  /^[\p{L}\p{N}][\p{L}\p{N} .&-]{0,39}$/u.test(title)
    ? undefined
    : `"${title}" cannot be shown as a name: use letters, digits, spaces and . & -, at most ${longest}.`;
