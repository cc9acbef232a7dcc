import { type DynamoDBClient, ResourceNotFoundException, ScanCommand } from '@aws-sdk/client-dynamodb';
import type { Item } from './copy.ts';
import { counting, type Say } from './progress.ts';

/** Every item of a table, a page at a time; throws in words where there is no such table. */
export async function* scan(client: DynamoDBClient, TableName: string, say?: Say): AsyncGenerator<Item> {
  const read = counting(`read of ${TableName}`, say);
  let from: Item | undefined;
  do {
    const page = await client
      .send(
        new ScanCommand({
          TableName,
          ConsistentRead: true,
          ...(from === undefined ? {} : { ExclusiveStartKey: from }),
        }),
      )
      .catch((error: unknown) => {
        throw error instanceof ResourceNotFoundException ? new Error(noTable(TableName)) : error;
      });
    const items = page.Items ?? [];
    yield* items;
    read(items.length);
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
}

export const noTable = (table: string): string =>
  `There is no table ${table} to read here. Look at the stage's name, at AWS_REGION, and whether a restored table is ready: aws dynamodb describe-table --table-name ${table}`;
