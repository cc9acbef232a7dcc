import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import { dynamoAuditStore } from '../../shared/adapters/dynamodb/audit-store.ts';
import { secureRandomness, systemClock } from '../../shared/adapters/platform/system.ts';
import { sqsClient } from '../../shared/adapters/sqs/client.ts';
import { sqsJobQueue } from '../../shared/adapters/sqs/job-queue.ts';
import { readEnv } from '../runtime/env.ts';
import { httpFunction } from '../runtime/http/pipeline.ts';
import { observe } from '../runtime/observe.ts';
import { wireConnectors } from '../runtime/wire-connectors.ts';
import { wireSecrets } from '../runtime/wire-secrets.ts';
import { wireStores } from '../runtime/wire-stores.ts';
import { finish } from './finish.ts';

const env = readEnv(['jobsQueueUrl', 'publicBaseUrl'] as const);
const seen = observe('finish-connection');
const stores = wireStores(seen);
const deps = {
  ...stores,
  ...wireConnectors(stores, undefined, seen.metrics),
  secrets: wireSecrets(0),
  audit: dynamoAuditStore(stores.tables, systemClock.now),
  jobQueue: sqsJobQueue(sqsClient(), env.jobsQueueUrl, secureRandomness.nonce),
  ...seen,
};

export const handler = httpFunction(seen, (event: APIGatewayProxyEventV2WithJWTAuthorizer) =>
  finish(deps, env.publicBaseUrl.replace(/\/$/, ''), event),
);
