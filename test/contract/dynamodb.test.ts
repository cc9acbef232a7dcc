import { dynamoAlertSettingsStore } from '../../shared/adapters/dynamodb/alert-settings-store.ts';
import { dynamoAlertStore } from '../../shared/adapters/dynamodb/alert-store.ts';
import { dynamoAuditStore } from '../../shared/adapters/dynamodb/audit-store.ts';
import { dynamoBreakerStore } from '../../shared/adapters/dynamodb/breaker-store.ts';
import { dynamoConflictStore } from '../../shared/adapters/dynamodb/conflict-store.ts';
import { dynamoConnectionStore } from '../../shared/adapters/dynamodb/connection-store.ts';
import { dynamoDeleteApprovals } from '../../shared/adapters/dynamodb/delete-approvals.ts';
import { dynamoDigestStore } from '../../shared/adapters/dynamodb/digest-store.ts';
import { dynamoDriftStore } from '../../shared/adapters/dynamodb/drift-store.ts';
import { dynamoHealthStore } from '../../shared/adapters/dynamodb/health-store.ts';
import { dynamoIdempotencyStore } from '../../shared/adapters/dynamodb/idempotency-store.ts';
import { dynamoIntegrationStore } from '../../shared/adapters/dynamodb/integration-store.ts';
import { dynamoJobStore } from '../../shared/adapters/dynamodb/job-store.ts';
import { dynamoLedgerStore } from '../../shared/adapters/dynamodb/ledger-store.ts';
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
import { alertSettingsContract } from './suites/alert-settings.ts';
import { alertStoreContract } from './suites/alert-store.ts';
import { auditStoreContract } from './suites/audit-store.ts';
import { conflictStoreContract } from './suites/conflict-store.ts';
import { connectionStoreContract } from './suites/connection-store.ts';
import { deleteApprovalsContract } from './suites/delete-approvals.ts';
import { digestStoreContract } from './suites/digest.ts';
import { driftStoreContract } from './suites/drift-store.ts';
import { healthStoreContract } from './suites/health-store.ts';
import { idempotencyStoreContract } from './suites/idempotency-store.ts';
import { integrationStoreContract } from './suites/integration-store.ts';
import { jobStoreContract } from './suites/job-store.ts';
import { ledgerStoreContract } from './suites/ledger-store.ts';
import { logStoreContract } from './suites/log-store.ts';
import { breakerStoreContract, maintenanceStoreContract } from './suites/outage-stores.ts';
import { pairActsContract } from './suites/pair-acts.ts';
import { pairClaimsContract } from './suites/pair-claims.ts';
import { pairStoreContract } from './suites/pair-store.ts';
import { parkedStoreContract } from './suites/parked-store.ts';
import { rateBucketsContract } from './suites/rate-buckets.ts';
import { recordStoreContract } from './suites/record-store.ts';
import { recordStreamContract } from './suites/record-stream.ts';
import { reviewStoreContract } from './suites/review-store.ts';
import { checkpointStoreContract, fieldMappingStoreContract } from './suites/settings-stores.ts';
import { sweepStoreContract } from './suites/sweep-store.ts';
import { tokenLeasesContract } from './suites/token-leases.ts';
import { unknownValueStoreContract } from './suites/unknown-value-store.ts';
import { waitingStoreContract } from './suites/waiting-store.ts';
import { withTables } from './support/with-tables.ts';

const { tables, streamArn } = withTables();
const now = () => '2026-03-01T12:00:00.000Z';
const logs = () => dynamoLogStore(tables(), { retentionDays: 90, now });

const name = 'DynamoDB';
breakerStoreContract(name, () => dynamoBreakerStore(tables()));
maintenanceStoreContract(name, () => dynamoMaintenanceStore(tables()));
recordStoreContract(name, () => dynamoRecordStore(tables()));
recordStreamContract(name, () => ({
  records: dynamoRecordStore(tables()),
  events: () => readStream(streamArn()),
}));
pairStoreContract(name, () => ({
  pairs: dynamoPairStore(tables(), 90),
  records: dynamoRecordStore(tables()),
  logs: logs(),
}));
pairClaimsContract(name, () => dynamoPairStore(tables(), 90));
pairActsContract(name, () => ({
  pairs: dynamoPairStore(tables(), 90),
  audit: dynamoAuditStore(tables(), now),
  conflicts: dynamoConflictStore(tables()),
}));
conflictStoreContract(name, () => ({
  store: dynamoConflictStore(tables()),
  audit: dynamoAuditStore(tables(), now),
}));
deleteApprovalsContract(name, () => dynamoDeleteApprovals(tables()));
reviewStoreContract(name, () => ({
  store: dynamoReviewStore(tables()),
  audit: dynamoAuditStore(tables(), now),
}));
driftStoreContract(name, () => dynamoDriftStore(tables()));
healthStoreContract(name, () => dynamoHealthStore(tables()));
idempotencyStoreContract(name, () => dynamoIdempotencyStore(tables()));
integrationStoreContract(name, () => dynamoIntegrationStore(tables()));
fieldMappingStoreContract(name, () => dynamoFieldMappingStore(tables()));
checkpointStoreContract(name, () => dynamoCheckpointStore(tables()));
jobStoreContract(name, () => dynamoJobStore(tables()));
ledgerStoreContract(name, () => ({ ledger: dynamoLedgerStore(tables()), logs: logs() }));
logStoreContract(name, logs);
auditStoreContract(name, (originNow = () => undefined) => dynamoAuditStore({ ...tables(), originNow }, now));
alertSettingsContract(name, () => dynamoAlertSettingsStore(tables()));
digestStoreContract(name, () => dynamoDigestStore(tables()));
alertStoreContract(name, () => dynamoAlertStore(tables()));
sweepStoreContract(name, () => dynamoSweepStore(tables(), now));
parkedStoreContract(name, () => dynamoParkedStore(tables()));
connectionStoreContract(name, () => dynamoConnectionStore(tables()));
rateBucketsContract(name, () => dynamoRateBuckets(tables()));
tokenLeasesContract(name, () => dynamoTokenLeases(tables()));
waitingStoreContract(name, () => dynamoWaitingStore(tables()));
unknownValueStoreContract(name, () => dynamoUnknownValueStore(tables()));

import { readStream } from './support/read-stream.ts';
