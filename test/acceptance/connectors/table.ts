import { manifests } from '../../../shared/connectors/manifests.ts';
import { integrationTypes } from '../../../shared/domain/integration.ts';
import { resourceTypes } from '../../../shared/domain/resources.ts';
import { written } from '../../support/connector-lists.ts';
import { markedPart, systemsTable } from '../../support/systems-table.ts';

export const title =
  'which system syncs which kind of record, and which way: the README’s table, from the manifests';

export async function demonstrate(): Promise<readonly string[]> {
  const table = systemsTable(manifests);
  const lines = table.split('\n');
  const short = [
    ...(markedPart(written('README.md')) === table
      ? []
      : ['the README holds another table: npm run systems']),
    ...integrationTypes
      .filter((type) => !manifests.some((manifest) => manifest.type === type))
      .map((type) => `no row for ${type}`),
  ];
  if (short.length > 0) throw new Error([...lines, ...short].join('\n  '));
  return [
    ...lines,
    `${manifests.length} systems × ${resourceTypes.length} kinds of record, as in the README`,
  ];
}
