import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { parkCutOff } from '../../shared/application/sync/park-cut-off.ts';
import { observe, observed } from '../runtime/observe.ts';
import { changeSchema } from '../runtime/queue/schemas.ts';
import { batchFailures, parseBatch } from '../runtime/queue/sqs-batch.ts';
import { wireStores } from '../runtime/wire-stores.ts';

const seen = observe('park-failures');
const stores = wireStores(seen);

/** What used up its tries becomes a parked item; a message that cannot be read stays in the dead-letter queue. */
export const handler = observed(seen, async (event: SQSEvent): Promise<SQSBatchResponse> => {
  const { messages, unreadable } = parseBatch(event, (json) => changeSchema.parse(json));
  for (const { body } of messages) await parkCutOff(stores, body);
  seen.metrics.count('Ended', messages.length);
  seen.metrics.count('Dead', messages.length);
  if (messages.length > 0)
    seen.logger.warn('changes were set aside after their last try', { count: messages.length });
  if (unreadable.length > 0)
    seen.logger.error('messages in the dead-letter queue cannot be read', { count: unreadable.length });
  return batchFailures(unreadable);
});
