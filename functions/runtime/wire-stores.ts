import { dynamoAlertSettingsStore } from '../../shared/adapters/dynamodb/alert-settings-store.ts';
import { dynamoAlertStore } from '../../shared/adapters/dynamodb/alert-store.ts';
import { dynamoBreakerStore } from '../../shared/adapters/dynamodb/breaker-store.ts';
import { connectTables } from '../../shared/adapters/dynamodb/client.ts';
import { dynamoConflictStore } from '../../shared/adapters/dynamodb/conflict-store.ts';
import { dynamoConnectionStore } from '../../shared/adapters/dynamodb/connection-store.ts';
import { dynamoDeleteApprovals } from '../../shared/adapters/dynamodb/delete-approvals.ts';
import { dynamoDigestStore } from '../../shared/adapters/dynamodb/digest-store.ts';
import { dynamoDriftStore } from '../../shared/adapters/dynamodb/drift-store.ts';
import { dynamoHealthStore } from '../../shared/adapters/dynamodb/health-store.ts';
import { dynamoIntegrationStore } from '../../shared/adapters/dynamodb/integration-store.ts';
import { dynamoJobStore } from '../../shared/adapters/dynamodb/job-store.ts';
import { dynamoLogStore } from '../../shared/adapters/dynamodb/log-store.ts';
import { dynamoMaintenanceStore } from '../../shared/adapters/dynamodb/maintenance-store.ts';
import { dynamoPairStore } from '../../shared/adapters/dynamodb/pair-store.ts';
import { dynamoParkedStore } from '../../shared/adapters/dynamodb/parked-store.ts';
import { dynamoRateBuckets } from '../../shared/adapters/dynamodb/rate-buckets.ts';
import { dynamoRecordStore } from '../../shared/adapters/dynamodb/record-store.ts';
import { dynamoReviewStore } from '../../shared/adapters/dynamodb/review-store.ts';
import {
  dynamoCheckpointStore,
  dynamoFieldMappingStore,
} from '../../shared/adapters/dynamodb/settings-stores.ts';
import { dynamoSweepStore } from '../../shared/adapters/dynamodb/sweep-store.ts';
import { dynamoTokenLeases } from '../../shared/adapters/dynamodb/token-leases.ts';
import { dynamoUnknownValueStore } from '../../shared/adapters/dynamodb/unknown-value-store.ts';
import { dynamoWaitingStore } from '../../shared/adapters/dynamodb/waiting-store.ts';
import { sha256Hasher, systemClock, timeOrderedIds } from '../../shared/adapters/platform/system.ts';
import { readEnv } from './env.ts';
import { originNow } from './http/origin.ts';
import type { Observed } from './observe.ts';
import { watchedStores } from './watched-stores.ts';

/** The adapters that most functions share, made once per Lambda; `watched`: they tell operators of what they keep. */
export function wireStores(watched?: Observed) {
  const env = readEnv(['recordsTable', 'syncTable', 'activityTable', 'logDays'] as const);
  const tables = connectTables({
    records: env.recordsTable,
    sync: env.syncTable,
    activity: env.activityTable,
    originNow,
  });
  const retentionDays = env.logDays;
  const plain = {
    jobs: dynamoJobStore(tables),
    alerts: dynamoAlertStore(tables),
    breakers: dynamoBreakerStore(tables),
    parked: dynamoParkedStore(tables),
  };
  return {
    ...(watched === undefined ? plain : watchedStores(plain, watched)),
    tables,
    records: dynamoRecordStore(tables),
    pairs: dynamoPairStore(tables, retentionDays),
    conflicts: dynamoConflictStore(tables),
    connections: dynamoConnectionStore(tables),
    leases: dynamoTokenLeases(tables),
    reviews: dynamoReviewStore(tables),
    integrations: dynamoIntegrationStore(tables),
    health: dynamoHealthStore(tables),
    drift: dynamoDriftStore(tables),
    fieldMappings: dynamoFieldMappingStore(tables),
    checkpoints: dynamoCheckpointStore(tables),
    logs: dynamoLogStore(tables, { retentionDays, now: systemClock.now }),
    approvals: dynamoDeleteApprovals(tables),
    alertSettings: dynamoAlertSettingsStore(tables),
    digests: dynamoDigestStore(tables),
    maintenance: dynamoMaintenanceStore(tables),
    rateBuckets: dynamoRateBuckets(tables),
    unknownValues: dynamoUnknownValueStore(tables),
    waiting: dynamoWaitingStore(tables),
    sweeps: dynamoSweepStore(tables, systemClock.now),
    clock: systemClock,
    ids: timeOrderedIds(systemClock),
    hasher: sha256Hasher,
  };
}
