import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Subject } from '../../../shared/connector-kit/simulator/subject.ts';
import type { AnyConnector } from '../../../shared/connectors/registry.ts';
import { connectors } from '../../support/connectors.ts';

const root = fileURLToPath(new URL('../../../shared/connectors/', import.meta.url));

/** Every folder of a connector, by name. */
export const folders = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

export const folderOf = (type: string): string => type.toLowerCase().replaceAll('_', '-');

/** The subjects of a connector's own folder; none when it brings no simulator. */
async function subjectsOf(type: string): Promise<readonly Subject[]> {
  const file = `${root}${folderOf(type)}/simulator/subject.ts`;
  if (!existsSync(file)) return [];
  const module: { readonly subjects: readonly Subject[] } = await import(file);
  return module.subjects;
}

export const allSubjects: readonly {
  readonly type: string;
  readonly connector: AnyConnector;
  readonly subject: Subject;
}[] = (
  await Promise.all(
    Object.entries(connectors).map(async ([type, connector]) =>
      (await subjectsOf(type)).map((subject) => ({ type, connector, subject })),
    ),
  )
).flat();
