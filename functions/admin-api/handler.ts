import { dynamoAuditStore } from '../../shared/adapters/dynamodb/audit-store.ts';
import { dynamoIdempotencyStore } from '../../shared/adapters/dynamodb/idempotency-store.ts';
import { dynamoLedgerStore } from '../../shared/adapters/dynamodb/ledger-store.ts';
import { jsonataExpressions } from '../../shared/adapters/platform/expressions.ts';
import { secureRandomness, systemClock } from '../../shared/adapters/platform/system.ts';
import { sqsChangeQueue } from '../../shared/adapters/sqs/change-queue.ts';
import { sqsClient } from '../../shared/adapters/sqs/client.ts';
import { sqsJobQueue } from '../../shared/adapters/sqs/job-queue.ts';
import { wakingPairs } from '../../shared/application/field-mappings/waking-pairs.ts';
import { loadContext } from '../../shared/application/sync/context.ts';
import { limits } from '../../shared/config/limits.ts';
import { manifests } from '../../shared/connectors/manifests.ts';
import { adminOperations } from '../../shared/contract/api.ts';
import { readEnv } from '../runtime/env.ts';
import { callerLimit } from '../runtime/http/caller-limit.ts';
import { httpFunction } from '../runtime/http/pipeline.ts';
import { serve } from '../runtime/http/serve.ts';
import { observe } from '../runtime/observe.ts';
import { receiptsOf } from '../runtime/receipts.ts';
import { wireConnectors } from '../runtime/wire-connectors.ts';
import { wireNotifier, wireSlackSecret } from '../runtime/wire-notifier.ts';
import { wireSchedules } from '../runtime/wire-schedules.ts';
import { wireSecrets } from '../runtime/wire-secrets.ts';
import { wireStores } from '../runtime/wire-stores.ts';
import { openapiAnswer, openapiPath } from './openapi-answer.ts';
import { type AdminRouteDeps, adminRoutes } from './routes.ts';
import { secretAnswers } from './secret-answers.ts';

const env = readEnv(['changesQueueUrl', 'jobsQueueUrl', 'publicBaseUrl', 'alertMail'] as const);
const seen = observe('admin-api');
const stores = wireStores(seen);
const sqs = sqsClient();
const contextDeps = { ...stores, ...wireConnectors(stores, undefined, seen.metrics), secrets: wireSecrets() };
const changes = sqsChangeQueue(sqs, env.changesQueueUrl, stores.hasher, receiptsOf('admin-api'));
const deps: AdminRouteDeps = {
  ...contextDeps,
  pairs: wakingPairs(stores.pairs, { ...stores, changes, ...seen }),
  audit: dynamoAuditStore(stores.tables, systemClock.now),
  ledger: dynamoLedgerStore(stores.tables),
  expressions: jsonataExpressions,
  context: (id) => loadContext(contextDeps, id),
  jobQueue: sqsJobQueue(sqs, env.jobsQueueUrl, secureRandomness.nonce),
  changes,
  schedules: wireSchedules(),
  randomness: secureRandomness,
  notifier: wireNotifier(stores.alertSettings),
  slackSecret: wireSlackSecret(),
  stageEmails: env.alertMail.to,
  ...seen,
  publicBaseUrl: env.publicBaseUrl.replace(/\/$/, ''),
};

const routes = serve(adminOperations, adminRoutes(deps, manifests), {
  idempotency: {
    ...{ store: dynamoIdempotencyStore(stores.tables), clock: systemClock },
    secrets: secretAnswers(deps.secrets),
  },
  limit: callerLimit(limits.apiCaller, Date.now),
});

export const handler = httpFunction(seen, (event) =>
  event.rawPath === openapiPath ? openapiAnswer() : routes(event),
);
