import {
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
  type TableDescription,
} from '@aws-sdk/client-dynamodb';
import { noTable } from './scan.ts';

/** The second to which point-in-time recovery put these tables; `undefined` where they do not say. Throws unless it is one. */
export async function restoredMoment(
  client: DynamoDBClient,
  tables: readonly string[],
): Promise<string | undefined> {
  const found: TableDescription[] = [];
  for (const TableName of tables) {
    const { Table } = await client.send(new DescribeTableCommand({ TableName })).catch((error: unknown) => {
      throw error instanceof ResourceNotFoundException ? new Error(noTable(TableName)) : error;
    });
    found.push({ ...Table, TableName });
  }
  return oneMoment(found);
}

/** Tables of different seconds fit together as little as old items and new ones. */
export function oneMoment(tables: readonly TableDescription[]): string | undefined {
  const underWay = tables.find(
    ({ TableStatus, RestoreSummary }) =>
      TableStatus === 'CREATING' || RestoreSummary?.RestoreInProgress === true,
  );
  if (underWay !== undefined)
    throw new Error(
      `The table ${underWay.TableName} is still being restored. Wait for it: aws dynamodb wait table-exists --table-name ${underWay.TableName}`,
    );
  const moments = tables.map(({ RestoreSummary }) => RestoreSummary?.RestoreDateTime?.toISOString());
  if (new Set(moments).size > 1)
    throw new Error(
      [
        'The restored tables are not of one second; restore them anew to the same --restore-date-time:',
        ...tables.map(({ TableName }, at) => `  ${TableName} ${moments[at] ?? 'was not restored'}`),
      ].join('\n'),
    );
  return moments[0];
}
