import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from '@aws-sdk/client-dynamodb-streams';
import { recordOfImage } from '../../../shared/adapters/dynamodb/stream.ts';
import type { RecordEvent } from '../../../shared/application/sync/publish-changes.ts';

/** Everything in the stream of the records table, oldest first, as the stream's function reads it. */
export async function readStream(StreamArn: string): Promise<readonly RecordEvent[]> {
  const client = new DynamoDBStreamsClient({ endpoint: process.env.AWS_ENDPOINT_URL_DYNAMODB ?? '' });
  try {
    const { StreamDescription } = await client.send(new DescribeStreamCommand({ StreamArn }));
    const events: RecordEvent[] = [];
    for (const { ShardId } of StreamDescription?.Shards ?? []) {
      const start = { StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' } as const;
      let { ShardIterator } = await client.send(new GetShardIteratorCommand(start));
      while (ShardIterator !== undefined) {
        const page: Awaited<ReturnType<typeof readPage>> = await readPage(client, ShardIterator);
        events.push(...page.events);
        ShardIterator = page.events.length === 0 ? undefined : page.next;
      }
    }
    return events;
  } finally {
    client.destroy();
  }
}

async function readPage(client: DynamoDBStreamsClient, ShardIterator: string) {
  const { Records = [], NextShardIterator } = await client.send(new GetRecordsCommand({ ShardIterator }));
  const events = Records.flatMap(({ eventID, eventName, dynamodb }): RecordEvent[] => {
    const image = dynamodb?.NewImage ?? dynamodb?.OldImage;
    if (eventID === undefined || image === undefined) return [];
    return [
      {
        eventId: eventID,
        kind: eventName === 'REMOVE' ? 'deleted' : 'upserted',
        record: recordOfImage(image),
      },
    ];
  });
  return { events, next: NextShardIterator };
}
