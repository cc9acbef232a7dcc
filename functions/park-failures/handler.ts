import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { park } from '../../shared/application/sync/park.ts';
import { limits } from '../../shared/config/limits.ts';
import type { Fault } from '../../shared/domain/fault.ts';
import { logger } from '../runtime/logger.ts';
import { changeSchema } from '../runtime/queue/schemas.ts';
import { batchFailures, parseBatch } from '../runtime/queue/sqs-batch.ts';
import { wireStores } from '../runtime/wire-stores.ts';

const stores = wireStores();
const log = logger('park-failures');

/** The worker sets aside what fails for a reason; only what it never came back from ends here. */
const cutOff: Fault = {
  kind: 'bug',
  message: 'The last try did not end: the worker ran out of time or crashed. Earlier tries say more.',
};

/** What used up its tries becomes a parked item; a message that cannot be read stays in the dead-letter queue. */
export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  const { messages, unreadable } = parseBatch(event, (json) => changeSchema.parse(json));
  for (const { body } of messages) await park(stores, body, cutOff, limits.maxReceiveCount, 'dead');
  if (messages.length > 0) log.warn('changes were parked after their last try', { count: messages.length });
  return batchFailures(unreadable);
}
