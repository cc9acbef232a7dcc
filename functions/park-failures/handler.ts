import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { parkCutOff } from '../../shared/application/sync/park-cut-off.ts';
import { logger } from '../runtime/logger.ts';
import { changeSchema } from '../runtime/queue/schemas.ts';
import { batchFailures, parseBatch } from '../runtime/queue/sqs-batch.ts';
import { wireStores } from '../runtime/wire-stores.ts';

const stores = wireStores();
const log = logger('park-failures');

/** What used up its tries becomes a parked item; a message that cannot be read stays in the dead-letter queue. */
export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  const { messages, unreadable } = parseBatch(event, (json) => changeSchema.parse(json));
  for (const { body } of messages) await parkCutOff(stores, body);
  if (messages.length > 0) log.warn('changes were parked after their last try', { count: messages.length });
  return batchFailures(unreadable);
}
