import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import { connectTables } from '../../shared/adapters/dynamodb/client.ts';
import { dynamoIntegrationStore } from '../../shared/adapters/dynamodb/integration-store.ts';
import { sha256Hasher, systemClock } from '../../shared/adapters/platform/system.ts';
import { sqsChangeQueue } from '../../shared/adapters/sqs/change-queue.ts';
import { sqsClient } from '../../shared/adapters/sqs/client.ts';
import { limits } from '../../shared/config/limits.ts';
import { loadConnector } from '../../shared/connectors/registry.ts';
import { cached } from '../runtime/cache.ts';
import { readEnv } from '../runtime/env.ts';
import { httpFunction } from '../runtime/http/pipeline.ts';
import { observe } from '../runtime/observe.ts';
import { receiptsOf } from '../runtime/receipts.ts';
import { wireSecrets } from '../runtime/wire-secrets.ts';
import { type ReceiveDeps, receiveWebhook } from './receive.ts';

const env = readEnv([
  'recordsTable',
  'syncTable',
  'activityTable',
  'changesQueueUrl',
  'publicBaseUrl',
] as const);
const seen = observe('receive-webhook');
const integrations = dynamoIntegrationStore(
  connectTables({ records: env.recordsTable, sync: env.syncTable, activity: env.activityTable }),
);
const secrets = wireSecrets(0);

const deps: ReceiveDeps = {
  publicBaseUrl: env.publicBaseUrl.replace(/\/$/, ''),
  integration: cached((id) => integrations.get(id), limits.integrationCacheSeconds),
  secrets: cached((id) => secrets.webhookSecrets(id), limits.secretCacheSeconds),
  async read(integration, request, { secrets: known, pendingNonce }) {
    const connector = await loadConnector(integration.type);
    if (connector?.webhook === undefined) return undefined;
    return connector.webhook(request, {
      settings: connector.settings.parse(integration.settings),
      secrets: known,
      now: new Date(),
      ...(pendingNonce === undefined ? {} : { pendingNonce }),
      hash: sha256Hasher.hash,
    });
  },
  changes: sqsChangeQueue(sqsClient(), env.changesQueueUrl, sha256Hasher, receiptsOf('receive-webhook')),
  clock: systemClock,
  hasher: sha256Hasher,
  ...seen,
};

export const handler = httpFunction(seen, (event: APIGatewayProxyEventV2WithJWTAuthorizer) =>
  receiveWebhook(deps, event),
);
