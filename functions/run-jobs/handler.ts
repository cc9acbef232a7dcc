import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { dynamoAuditStore } from '../../shared/adapters/dynamodb/audit-store.ts';
import { jsonataExpressions } from '../../shared/adapters/platform/expressions.ts';
import { secureRandomness, systemClock } from '../../shared/adapters/platform/system.ts';
import { delayMessage, sqsChangeQueue } from '../../shared/adapters/sqs/change-queue.ts';
import { sqsClient } from '../../shared/adapters/sqs/client.ts';
import { sqsJobQueue } from '../../shared/adapters/sqs/job-queue.ts';
import type { DriftDeps } from '../../shared/application/drift/deps.ts';
import { runSlice } from '../../shared/application/drift/run-slice.ts';
import { errorFields } from '../../shared/application/error-fields.ts';
import { wakingPairs } from '../../shared/application/field-mappings/waking-pairs.ts';
import { type ReleaseDeps, releaseHeld } from '../../shared/application/holding/release.ts';
import type { RunDeps } from '../../shared/application/jobs/run-deps.ts';
import { runPages } from '../../shared/application/jobs/run-pages.ts';
import { startDueJob } from '../../shared/application/jobs/start-due-job.ts';
import { type GuardDeps, guardOrLater } from '../../shared/application/webhooks/guard.ts';
import { retryDelaySeconds } from '../../shared/domain/backoff.ts';
import { afterFault, type Fault, faultOf } from '../../shared/domain/fault.ts';
import type { JobMessage } from '../../shared/domain/job.ts';
import { readEnv, retryTimeScale } from '../runtime/env.ts';
import { observe, observed } from '../runtime/observe.ts';
import { jobMessageSchema } from '../runtime/queue/schemas.ts';
import { batchFailures, type Message, parseBatch } from '../runtime/queue/sqs-batch.ts';
import { receiptsOf } from '../runtime/receipts.ts';
import { wireConnectors } from '../runtime/wire-connectors.ts';
import { wireNotifier } from '../runtime/wire-notifier.ts';
import { wireSecrets } from '../runtime/wire-secrets.ts';
import { wireStores } from '../runtime/wire-stores.ts';
import { workTime } from '../runtime/work-time.ts';

const env = readEnv(['changesQueueUrl', 'jobsQueueUrl', 'publicBaseUrl'] as const);
const sqs = sqsClient();
const seen = observe('run-jobs');
const stores = wireStores(seen);
const time = workTime();
const changes = sqsChangeQueue(sqs, env.changesQueueUrl, stores.hasher, receiptsOf('run-jobs'));
const deps: RunDeps & ReleaseDeps & GuardDeps & DriftDeps = {
  ...stores,
  ...wireConnectors(stores, time, seen.metrics),
  pairs: wakingPairs(stores.pairs, { ...stores, changes, ...seen }),
  expressions: jsonataExpressions,
  secrets: wireSecrets(),
  changes,
  notifier: wireNotifier(stores.alertSettings),
  jobQueue: sqsJobQueue(sqs, env.jobsQueueUrl, secureRandomness.nonce),
  ...seen,
  retryTimeScale: retryTimeScale(),
  audit: dynamoAuditStore(stores.tables, systemClock.now),
  randomness: secureRandomness,
  publicBaseUrl: env.publicBaseUrl.replace(/\/$/, ''),
};

/** Time kept back so that the page in work ends before the function is stopped. */
const reserveMs = 60_000;
/** Well before its tries are used up. */
const waitsPerMessage = 3;

export const handler = observed(
  seen,
  async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
    time.begin(context);
    const { messages, unreadable } = parseBatch(event, (json) => jobMessageSchema.parse(json));
    const failed: string[] = [];
    const mayGoOn = () => context.getRemainingTimeInMillis() > reserveMs;
    for (const message of messages) {
      const { messageId, body } = message;
      try {
        if (body.kind === 'due') await startDueJob(deps, body);
        else if (body.kind === 'page') await runPages(deps, body, mayGoOn);
        else if (body.kind === 'drift') await runSlice(deps, body.integrationId, mayGoOn);
        else if (body.kind === 'webhooks') await guardOrLater(deps, body.integrationId);
        else if ((await releaseHeld(deps, body.integrationId, mayGoOn)) === 'more')
          await deps.jobQueue.send(body);
      } catch (error) {
        const fault = faultOf(error);
        if (await sentAnew(message, fault)) continue;
        const about = {
          integrationId: body.integrationId,
          attempt: message.receiveCount,
          ...(body.kind === 'page' ? { jobId: body.jobId } : {}),
          ...errorFields(error),
        };
        if (fault.kind === 'rate-limited') deps.logger.info('a run waits for requests', about);
        else deps.logger.error('a page of a run failed and is tried again', about);
        if (fault.kind === 'bug') seen.metrics.count('Bugs', 1, { integrationId: body.integrationId });
        failed.push(messageId);
        await putOff(message, fault);
      }
    }
    return batchFailures([...unreadable, ...failed]);
  },
);

/** Waiting is no failure, however often: the next wait gets a message of its own, with all its tries. */
async function sentAnew({ receiveCount, body }: Message<JobMessage>, fault: Fault): Promise<boolean> {
  const mayWait = body.kind === 'page' || body.kind === 'drift';
  if (fault.kind !== 'rate-limited' || !mayWait || receiveCount < waitsPerMessage) return false;
  await deps.jobQueue.send(body);
  return true;
}

/** The specification's delay, or the one that the other system asked for; without it the queue's own delay stands. */
async function putOff({ receiptHandle, receiveCount }: Message<JobMessage>, fault: Fault): Promise<void> {
  const response = afterFault(fault);
  const asked = response.act === 'retry' ? response.delaySeconds : undefined;
  const scale = retryTimeScale();
  // The budget is counted in real time, whatever the scale.
  const askedScale = fault.kind === 'rate-limited' ? 1 : scale;
  const delay =
    asked === undefined ? retryDelaySeconds(receiveCount, 0.5, scale) : Math.ceil(asked * askedScale);
  await delayMessage(sqs, env.jobsQueueUrl, receiptHandle, delay).catch((error: unknown) =>
    deps.logger.warn('the delay of a retry could not be set', errorFields(error)),
  );
}
