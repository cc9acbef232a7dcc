import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { jsonataExpressions } from '../../shared/adapters/platform/expressions.ts';
import { secureRandomness } from '../../shared/adapters/platform/system.ts';
import { delayMessage, sqsChangeQueue } from '../../shared/adapters/sqs/change-queue.ts';
import { sqsClient } from '../../shared/adapters/sqs/client.ts';
import { sqsJobQueue } from '../../shared/adapters/sqs/job-queue.ts';
import { wakingPairs } from '../../shared/application/field-mappings/waking-pairs.ts';
import { loadWork } from '../../shared/application/sync/context.ts';
import { type ProcessDeps, processChanges } from '../../shared/application/sync/process-changes.ts';
import { readEnv, retryTimeScale } from '../runtime/env.ts';
import { observe, observed } from '../runtime/observe.ts';
import { changeSchema } from '../runtime/queue/schemas.ts';
import { batchFailures, parseBatch } from '../runtime/queue/sqs-batch.ts';
import { receiptsOf } from '../runtime/receipts.ts';
import { wireConnectors } from '../runtime/wire-connectors.ts';
import { wireSecrets } from '../runtime/wire-secrets.ts';
import { wireStores } from '../runtime/wire-stores.ts';
import { workTime } from '../runtime/work-time.ts';
import { rememberedWork } from './remembered-work.ts';

const { changesQueueUrl, jobsQueueUrl } = readEnv(['changesQueueUrl', 'jobsQueueUrl'] as const);
const sqs = sqsClient();
const seen = observe('sync-records');
const stores = wireStores(seen);
const time = workTime();
const contextDeps = { ...stores, ...wireConnectors(stores, time, seen.metrics), secrets: wireSecrets() };
const changes = sqsChangeQueue(sqs, changesQueueUrl, stores.hasher, receiptsOf('sync-records'));
const deps: ProcessDeps = {
  ...contextDeps,
  pairs: wakingPairs(stores.pairs, { ...stores, changes, ...seen }),
  expressions: jsonataExpressions,
  context: rememberedWork((id) => loadWork(contextDeps, id), stores.integrations),
  jobQueue: sqsJobQueue(sqs, jobsQueueUrl, secureRandomness.nonce),
  ...seen,
  retryTimeScale: retryTimeScale(),
};

/** Brings pairs up to date; a message that failed comes back after its own delay, the others are done. */
export const handler = observed(
  seen,
  async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
    time.begin(context);
    const { messages, unreadable } = parseBatch(event, (json) => changeSchema.parse(json));
    const failed = await processChanges(
      deps,
      messages.map(({ messageId, receiveCount, body }) => ({ messageId, receiveCount, change: body })),
    );
    const receipts = new Map(messages.map(({ messageId, receiptHandle }) => [messageId, receiptHandle]));
    await Promise.all(
      failed.map(({ messageId, delaySeconds }) =>
        delayMessage(sqs, changesQueueUrl, receipts.get(messageId) ?? '', delaySeconds),
      ),
    );
    const again = [...unreadable, ...failed.map(({ messageId }) => messageId)];
    seen.logger.info('a batch of changes is done', { count: event.Records.length, failed: again.length });
    return batchFailures(again);
  },
);
