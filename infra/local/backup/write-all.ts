import { BatchWriteItemCommand, type DynamoDBClient, type WriteRequest } from '@aws-sdk/client-dynamodb';

const writesAtOnce = 25;
const lanes = 4;
const mostTries = 10;

/** Writes all of them, some batches at a time; `wrote` hears after each round how many more are stored. */
export async function writeAll(
  client: DynamoDBClient,
  table: string,
  writes: AsyncIterable<WriteRequest>,
  wrote: (more: number) => void = () => undefined,
): Promise<void> {
  let round: WriteRequest[] = [];
  const flush = async () => {
    const batches = Array.from({ length: Math.ceil(round.length / writesAtOnce) }, (_, at) =>
      round.slice(at * writesAtOnce, (at + 1) * writesAtOnce),
    );
    await Promise.all(batches.map((batch) => writeBatch(client, table, batch)));
    wrote(round.length);
    round = [];
  };
  for await (const write of writes) {
    round.push(write);
    if (round.length === writesAtOnce * lanes) await flush();
  }
  await flush();
}

async function writeBatch(
  client: DynamoDBClient,
  table: string,
  writes: readonly WriteRequest[],
): Promise<void> {
  let rest: WriteRequest[] = [...writes];
  for (let attempt = 0; rest.length > 0; attempt++) {
    if (attempt > mostTries)
      throw new Error(`The table ${table} keeps handing items back. Run the same command again.`);
    if (attempt > 0) await new Promise((resume) => setTimeout(resume, Math.min(5000, 50 * 2 ** attempt)));
    const answer = await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: rest } }));
    rest = answer.UnprocessedItems?.[table] ?? [];
  }
}
