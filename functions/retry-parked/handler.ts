import { sqsChangeQueue } from '../../shared/adapters/sqs/change-queue.ts';
import { sqsClient } from '../../shared/adapters/sqs/client.ts';
import { retryParked } from '../../shared/application/sync/retry-parked.ts';
import { readEnv } from '../runtime/env.ts';
import { logger } from '../runtime/logger.ts';
import { wireStores } from '../runtime/wire-stores.ts';

const { changesQueueUrl } = readEnv(['changesQueueUrl'] as const);
const stores = wireStores();
const deps = { ...stores, changes: sqsChangeQueue(sqsClient(), changesQueueUrl, stores.hasher) };
const log = logger('retry-parked');

/** Every 15 minutes: what is due goes back to the queue. */
export async function handler(): Promise<{ readonly retried: number; readonly waiting: number }> {
  const result = await retryParked(deps);
  log.info('parked items were looked through', result);
  return result;
}
