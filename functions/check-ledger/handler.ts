import { dynamoLedgerStore } from '../../shared/adapters/dynamodb/ledger-store.ts';
import { sqsChangeBacklog } from '../../shared/adapters/sqs/change-backlog.ts';
import { sqsChangeQueue } from '../../shared/adapters/sqs/change-queue.ts';
import { sqsClient } from '../../shared/adapters/sqs/client.ts';
import { type CheckFigures, checkLedger } from '../../shared/application/ledger/check-ledger.ts';
import { readEnv } from '../runtime/env.ts';
import { observe, observed } from '../runtime/observe.ts';
import { receiptsOf } from '../runtime/receipts.ts';
import { wireNotifier } from '../runtime/wire-notifier.ts';
import { wireStores } from '../runtime/wire-stores.ts';

const { changesQueueUrl, deadLettersUrl } = readEnv(['changesQueueUrl', 'deadLettersUrl'] as const);
const seen = observe('check-ledger');
const stores = wireStores(seen);
const sqs = sqsClient();
const deps = {
  ...stores,
  ledger: dynamoLedgerStore(stores.tables),
  changes: sqsChangeQueue(sqs, changesQueueUrl, stores.hasher, receiptsOf('check-ledger')),
  backlog: sqsChangeBacklog(sqs, [changesQueueUrl, deadLettersUrl]),
  notifier: wireNotifier(stores.alertSettings),
  ...seen,
};

/** Every hour: received = ended + in flight, integration by integration and hour by hour. */
export const handler = observed(seen, async (): Promise<CheckFigures> => {
  const figures = await checkLedger(deps);
  const { integrations, missing, failed } = figures;
  seen.logger.info('the ledger was checked', { integrations, missing, failed });
  seen.metrics.count('LedgerMissing', missing);
  return figures;
});
