import { sqsChangeQueue } from '../../shared/adapters/sqs/change-queue.ts';
import { sqsClient } from '../../shared/adapters/sqs/client.ts';
import { retryParked } from '../../shared/application/sync/retry-parked.ts';
import { readEnv } from '../runtime/env.ts';
import { observe, observed } from '../runtime/observe.ts';
import { receiptsOf } from '../runtime/receipts.ts';
import { wireStores } from '../runtime/wire-stores.ts';

const { changesQueueUrl } = readEnv(['changesQueueUrl'] as const);
const seen = observe('retry-parked');
const stores = wireStores(seen);
const deps = {
  ...stores,
  changes: sqsChangeQueue(sqsClient(), changesQueueUrl, stores.hasher, receiptsOf('retry-parked')),
};

/** Every 15 minutes: what is due goes back to the queue. */
export const handler = observed(seen, async () => {
  const result = await retryParked(deps);
  seen.logger.info('what was set aside was looked through', result);
  return result;
});
