import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { park } from '../../shared/application/sync/park.ts';
import { limits } from '../../shared/config/limits.ts';
import { logger } from '../runtime/logger.ts';
import { changeSchema } from '../runtime/queue/schemas.ts';
import { batchFailures, parseBatch } from '../runtime/queue/sqs-batch.ts';
import { wireStores } from '../runtime/wire-stores.ts';

const stores = wireStores();
const log = logger('park-failures');

/** What used up its tries becomes a parked item; a message that cannot be read stays in the dead-letter queue. */
export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  const { messages, unreadable } = parseBatch(event, (json) => changeSchema.parse(json));
  const fault = {
    kind: 'unavailable',
    message: 'Every try failed; the sync log and the function log say why.',
  } as const;
  for (const { body } of messages) await park(stores, body, fault, limits.maxReceiveCount, 'dead');
  if (messages.length > 0) log.warn('changes were parked after their last try', { count: messages.length });
  return batchFailures(unreadable);
}
