import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import { secureRandomness } from '../../shared/adapters/platform/system.ts';
import { secretsManagerClient } from '../../shared/adapters/secrets-manager/client.ts';
import { secretText } from '../../shared/adapters/secrets-manager/secret-text.ts';
import { sqsChangeQueue } from '../../shared/adapters/sqs/change-queue.ts';
import { sqsClient } from '../../shared/adapters/sqs/client.ts';
import { sqsJobQueue } from '../../shared/adapters/sqs/job-queue.ts';
import { limits } from '../../shared/config/limits.ts';
import { schedulePlan } from '../../shared/domain/schedule.ts';
import { cached } from '../runtime/cache.ts';
import { readEnv } from '../runtime/env.ts';
import { httpFunction } from '../runtime/http/pipeline.ts';
import { observe } from '../runtime/observe.ts';
import { receiptsOf } from '../runtime/receipts.ts';
import { wireStores } from '../runtime/wire-stores.ts';
import { type CronDeps, cron } from './cron.ts';

const env = readEnv(['changesQueueUrl', 'jobsQueueUrl', 'cronSecretId', 'timeZone', 'logDays'] as const);
const seen = observe('cron');
const stores = wireStores(seen);
const sqs = sqsClient();
const secrets = secretsManagerClient();
const secret = cached((id) => secretText(secrets, id), limits.secretCacheSeconds);
const deps: CronDeps = {
  ...stores,
  changes: sqsChangeQueue(sqs, env.changesQueueUrl, stores.hasher, receiptsOf('cron')),
  jobQueue: sqsJobQueue(sqs, env.jobsQueueUrl, secureRandomness.nonce),
  schedules: { plan: (integration) => schedulePlan(integration, env.timeZone) },
  logDays: env.logDays,
  secret: () => secret(env.cronSecretId),
};

/** For schedulers outside AWS: the three routes of the specification, behind the stage's secret. */
export const handler = httpFunction(seen, (event: APIGatewayProxyEventV2WithJWTAuthorizer) =>
  cron(deps, event),
);
