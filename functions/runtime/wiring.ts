import { connectTables } from '../../shared/adapters/dynamodb/client.ts';
import { dynamoIntegrationStore } from '../../shared/adapters/dynamodb/integration-store.ts';
import { dynamoJobStore } from '../../shared/adapters/dynamodb/job-store.ts';
import { dynamoLogStore } from '../../shared/adapters/dynamodb/log-store.ts';
import { dynamoPairStore } from '../../shared/adapters/dynamodb/pair-store.ts';
import { dynamoParkedStore } from '../../shared/adapters/dynamodb/parked-store.ts';
import { dynamoRecordStore } from '../../shared/adapters/dynamodb/record-store.ts';
import {
  dynamoCheckpointStore,
  dynamoFieldMappingStore,
} from '../../shared/adapters/dynamodb/settings-stores.ts';
import { httpClient } from '../../shared/adapters/http/http-client.ts';
import { jsonataExpressions } from '../../shared/adapters/platform/expressions.ts';
import { sha256Hasher, systemClock, timeOrderedIds } from '../../shared/adapters/platform/system.ts';
import { secretsManagerClient } from '../../shared/adapters/secrets-manager/client.ts';
import { secretsManagerStore } from '../../shared/adapters/secrets-manager/secret-store.ts';
import type { Connectors } from '../../shared/application/ports.ts';
import { limits } from '../../shared/config/limits.ts';
import { connect, factsOf } from '../../shared/connector-kit/connect.ts';
import { connectors } from '../../shared/connectors/registry.ts';
import { FaultError } from '../../shared/domain/fault.ts';
import type { IntegrationType } from '../../shared/domain/integration.ts';
import { readEnv } from './env.ts';

/** The adapters that most functions share, made once per Lambda. */
export function wireStores() {
  const env = readEnv(['recordsTable', 'syncTable', 'activityTable'] as const);
  const tables = connectTables({
    records: env.recordsTable,
    sync: env.syncTable,
    activity: env.activityTable,
  });
  const retentionDays = limits.logRetentionDays;
  return {
    tables,
    records: dynamoRecordStore(tables),
    pairs: dynamoPairStore(tables, retentionDays),
    integrations: dynamoIntegrationStore(tables),
    fieldMappings: dynamoFieldMappingStore(tables),
    checkpoints: dynamoCheckpointStore(tables),
    jobs: dynamoJobStore(tables),
    logs: dynamoLogStore(tables, { retentionDays, now: systemClock.now }),
    parked: dynamoParkedStore(tables),
    clock: systemClock,
    ids: timeOrderedIds(systemClock),
    hasher: sha256Hasher,
    expressions: jsonataExpressions,
  };
}

export function wireSecrets(cacheSeconds: number = limits.secretCacheSeconds) {
  const { secretPrefix } = readEnv(['secretPrefix'] as const);
  return secretsManagerStore(secretsManagerClient(), {
    prefix: secretPrefix,
    cacheSeconds,
    now: Date.now,
  });
}

const requestTimeoutMs = 20_000;
const largestAnswerBytes = 16 * 1_048_576;

export const connectorOf = (type: IntegrationType) => {
  const connector = connectors[type];
  if (connector !== undefined) return connector;
  throw new FaultError({ kind: 'rejected', message: `${type} cannot be connected yet.` });
};

export function wireConnectors(): Connectors {
  const { allowLoopback } = readEnv(['allowLoopback'] as const);
  const http = httpClient({
    allowLoopback: allowLoopback === 'on',
    timeoutMs: requestTimeoutMs,
    maxBytes: largestAnswerBytes,
  });
  return {
    facts: (type) => factsOf(connectorOf(type)),
    connect: (integration, credentials) =>
      connect(connectorOf(integration.type), integration, credentials, { http, now: () => new Date() }),
  };
}
