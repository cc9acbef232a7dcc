import { dynamoAuditStore } from '../../shared/adapters/dynamodb/audit-store.ts';
import { jsonataExpressions } from '../../shared/adapters/platform/expressions.ts';
import { secureRandomness, systemClock } from '../../shared/adapters/platform/system.ts';
import { sqsChangeQueue } from '../../shared/adapters/sqs/change-queue.ts';
import { sqsClient } from '../../shared/adapters/sqs/client.ts';
import { sqsJobQueue } from '../../shared/adapters/sqs/job-queue.ts';
import type { ConflictDeps } from '../../shared/application/conflicts/deps.ts';
import type { ApprovalDeps } from '../../shared/application/deletions/decide-approval.ts';
import type { ApprovalReaders } from '../../shared/application/deletions/list-approvals.ts';
import type { MaintenanceDeps } from '../../shared/application/outages/set-maintenance.ts';
import { loadContext } from '../../shared/application/sync/context.ts';
import { adminOperations } from '../../shared/contract/api.ts';
import { readEnv } from '../runtime/env.ts';
import { httpFunction } from '../runtime/http/pipeline.ts';
import { serve } from '../runtime/http/serve.ts';
import { logger } from '../runtime/logger.ts';
import { wireConnectors } from '../runtime/wire-connectors.ts';
import { wireSchedules } from '../runtime/wire-schedules.ts';
import { wireSecrets } from '../runtime/wire-secrets.ts';
import { wireStores } from '../runtime/wire-stores.ts';
import { activityRoutes } from './activity-routes.ts';
import { approvalRoutes } from './approval-routes.ts';
import { conflictRoutes } from './conflict-routes.ts';
import { type ConnectRouteDeps, connectRoutes } from './connect-routes.ts';
import { type CredentialRouteDeps, credentialRoutes } from './credential-routes.ts';
import { fieldMappingRoutes } from './field-mapping-routes.ts';
import { firstSyncRoutes } from './first-sync-routes.ts';
import { type ApiDeps, integrationRoutes } from './integration-routes.ts';
import { openapiAnswer, openapiPath } from './openapi-answer.ts';
import { parkedRoutes } from './parked-routes.ts';
import { systemRoutes } from './system-routes.ts';

const env = readEnv(['changesQueueUrl', 'jobsQueueUrl', 'publicBaseUrl'] as const);
const stores = wireStores();
const log = logger('admin-api');
const sqs = sqsClient();
const contextDeps = { ...stores, ...wireConnectors(stores), secrets: wireSecrets() };
type Deps = ApiDeps &
  ConnectRouteDeps &
  CredentialRouteDeps &
  ConflictDeps &
  ApprovalDeps &
  ApprovalReaders &
  MaintenanceDeps;
const deps: Deps = {
  ...contextDeps,
  audit: dynamoAuditStore(stores.tables, systemClock.now),
  expressions: jsonataExpressions,
  context: (id) => loadContext(contextDeps, id),
  jobQueue: sqsJobQueue(sqs, env.jobsQueueUrl, secureRandomness.nonce),
  changes: sqsChangeQueue(sqs, env.changesQueueUrl, stores.hasher),
  schedules: wireSchedules(),
  randomness: secureRandomness,
  logger: log,
  publicBaseUrl: env.publicBaseUrl.replace(/\/$/, ''),
};

const routes = serve(adminOperations, {
  ...conflictRoutes(deps),
  ...approvalRoutes(deps),
  ...firstSyncRoutes(deps),
  ...integrationRoutes(deps),
  ...activityRoutes(deps),
  ...parkedRoutes(deps),
  ...fieldMappingRoutes(deps),
  ...connectRoutes(deps),
  ...credentialRoutes(deps),
  ...systemRoutes(deps),
});

export const handler = httpFunction(log, (event) =>
  event.rawPath === openapiPath ? openapiAnswer() : routes(event),
);
