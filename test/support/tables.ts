import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { canonicalText } from '../../shared/domain/values.ts';

/** Every item of every table as text by `table pk sk`: what changed between two moments is then plain to see. */
export async function everyItem(
  engineUrl: string,
  tables: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const client = DynamoDBDocumentClient.from(
    new DynamoDBClient({
      endpoint: engineUrl,
      region: 'local',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    }),
  );
  const items = new Map<string, string>();
  for (const TableName of tables)
    for await (const page of paginateScan({ client }, { TableName }))
      for (const item of page.Items ?? [])
        items.set(`${TableName} ${item.pk} ${item.sk}`, canonicalText(item));
  client.destroy();
  return items;
}

/** Keys of items that are new, gone or different. */
export const changedItems = (
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly string[] => [
  ...[...after].filter(([key, item]) => before.get(key) !== item).map(([key]) => key),
  ...[...before.keys()].filter((key) => !after.has(key)),
];
