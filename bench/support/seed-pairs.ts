import { toMappingItem, toPointerItem } from '../../shared/adapters/dynamodb/pair-items.ts';
import { dynamoPairStore } from '../../shared/adapters/dynamodb/pair-store.ts';
import { engineTables, putMany } from '../../test/support/engine-tables.ts';
import type { Connected } from './connected.ts';

/**
 * Puts `count` more mappings into the table as the product would have stored them: each the likeness of one that was
 * really imported, with ids of its own, numbered from `from`. Their records would only pass through the stream.
 */
export async function seedPairs(
  { stack, integration, ids: imported }: Connected,
  count: number,
  from: number,
): Promise<void> {
  const tables = engineTables(stack);
  const pattern = await dynamoPairStore(tables, 1).byExternalId({
    ...{ integrationId: integration.id, resourceType: 'TASK', externalId: imported[0] ?? '' },
  });
  if (pattern === undefined) throw new Error('Nothing was imported that could be the pattern.');
  const items = Array.from({ length: count }, (_, at) => {
    const number = String(from + at).padStart(6, '0');
    const ids = { id: `map_${number}`, internalId: `task_seeded_${number}`, externalId: `seeded_${number}` };
    const mapping = { ...pattern, ...ids };
    return [toMappingItem(mapping), toPointerItem(mapping)];
  }).flat();
  await putMany(tables, tables.sync, items);
  tables.client.destroy();
}
