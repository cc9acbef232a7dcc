import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WrittenFile } from '../connector-lists.ts';
import type { ConnectorNames } from './names.ts';

const template = join(import.meta.dirname, 'template');
/** The page for admins, which stands in the documentation and not in the connector's folder. */
const page = 'connecting.md';
/** Files that only connectors with webhooks have. */
const webhookFiles = new Set(['webhook.ts', 'simulator/events.ts']);

/**
 * What a new connector begins with, by path from the root of the repository. The template is code that is type-checked
 * where it stands; in it the connector is called Sample Cloud, and lines about webhooks say so at their end.
 */
export function filesOf(names: ConnectorNames, webhooks: boolean): readonly WrittenFile[] {
  return globSync('**/*.{ts,md}', { cwd: template })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => webhooks || !webhookFiles.has(path))
    .sort()
    .map((path) => [
      path === page ? `docs/connecting/${names.folder}.md` : `shared/connectors/${names.folder}/${path}`,
      renamed(withOrWithout(readFileSync(join(template, path), 'utf8'), webhooks), names),
    ]);
}

/** `code // webhooks, else: other code` is the one or the other; without an `else` it is the code or nothing. */
const withOrWithout = (text: string, webhooks: boolean): string =>
  text
    .split('\n')
    .flatMap((line) => {
      const [, indent = '', code = '', other] =
        /^(\s*)(.*?) \/\/ webhooks(?:, else: (.*))?$/.exec(line) ?? [];
      if (code === '') return [line];
      if (webhooks) return [`${indent}${code}`];
      return other === undefined ? [] : [`${indent}${other}`];
    })
    .join('\n');

const renamed = (text: string, { folder, title, value, prefix, type }: ConnectorNames): string =>
  text
    .replaceAll('../../../../shared/', '../../')
    .replaceAll('Sample Cloud', title)
    .replaceAll('SampleCloud', prefix)
    .replaceAll('sampleCloud', value)
    .replaceAll('sample-cloud', folder)
    .replaceAll('GENERIC_REST', type);
