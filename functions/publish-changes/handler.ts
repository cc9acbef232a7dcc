import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { recordOfImage } from '../../shared/adapters/dynamodb/stream.ts';
import { sqsChangeQueue } from '../../shared/adapters/sqs/change-queue.ts';
import { sqsClient } from '../../shared/adapters/sqs/client.ts';
import { publishChanges, type RecordEvent } from '../../shared/application/sync/publish-changes.ts';
import { readEnv } from '../runtime/env.ts';
import { observe, observed } from '../runtime/observe.ts';
import { receiptsOf } from '../runtime/receipts.ts';
import { wireConnectors } from '../runtime/wire-connectors.ts';
import { wireStores } from '../runtime/wire-stores.ts';
import { rememberedIntegrations } from './remembered-integrations.ts';

const { changesQueueUrl } = readEnv(['changesQueueUrl'] as const);
const seen = observe('publish-changes');
const stores = wireStores(seen);
const deps = {
  ...stores,
  integrations: rememberedIntegrations(stores.integrations),
  connectors: wireConnectors(stores).connectors,
  changes: sqsChangeQueue(sqsClient(), changesQueueUrl, stores.hasher, receiptsOf('publish-changes')),
  ...seen,
};

/** Tells the integrations about every record written; a batch that the queue does not take comes back whole. */
export const handler = observed(seen, async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
  const answer = await publishChanges(deps, event.Records.flatMap(toEvent));
  const first = event.Records[0]?.dynamodb?.SequenceNumber;
  return {
    batchItemFailures: answer === 'accepted' || first === undefined ? [] : [{ itemIdentifier: first }],
  };
});

function toEvent(record: DynamoDBRecord): RecordEvent[] {
  const image = record.dynamodb?.NewImage ?? record.dynamodb?.OldImage;
  if (image === undefined || record.eventID === undefined) return [];
  const kind = record.eventName === 'REMOVE' ? 'deleted' : 'upserted';
  const seconds = record.dynamodb?.ApproximateCreationDateTime;
  return [
    {
      eventId: record.eventID,
      kind,
      record: recordOfImage(image as Parameters<typeof recordOfImage>[0]),
      ...(seconds === undefined ? {} : { at: new Date(seconds * 1000).toISOString() }),
    },
  ];
}
