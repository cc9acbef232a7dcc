import { memoryAlertSettingsStore } from '../../shared/adapters/in-memory/alert-settings-store.ts';
import { memoryAlertStore } from '../../shared/adapters/in-memory/alert-store.ts';
import { memoryAuditStore } from '../../shared/adapters/in-memory/audit-store.ts';
import { MemoryChangeQueue } from '../../shared/adapters/in-memory/change-queue.ts';
import { memoryConflictStore } from '../../shared/adapters/in-memory/conflict-store.ts';
import { memoryConnectionStore } from '../../shared/adapters/in-memory/connection-store.ts';
import { memoryDeleteApprovals } from '../../shared/adapters/in-memory/delete-approvals.ts';
import { memoryDigestStore } from '../../shared/adapters/in-memory/digest-store.ts';
import { memoryDriftStore } from '../../shared/adapters/in-memory/drift-store.ts';
import { memoryHealthStore } from '../../shared/adapters/in-memory/health-store.ts';
import { memoryIdempotencyStore } from '../../shared/adapters/in-memory/idempotency-store.ts';
import { memoryIntegrationStore } from '../../shared/adapters/in-memory/integration-store.ts';
import { MemoryJobQueue } from '../../shared/adapters/in-memory/job-queue.ts';
import { memoryJobStore } from '../../shared/adapters/in-memory/job-store.ts';
import { memoryLedgerStore } from '../../shared/adapters/in-memory/ledger-store.ts';
import { memoryLogStore } from '../../shared/adapters/in-memory/log-store.ts';
import { Memory } from '../../shared/adapters/in-memory/memory.ts';
import { memoryBreakerStore, memoryMaintenanceStore } from '../../shared/adapters/in-memory/outage-stores.ts';
import { memoryPairStore } from '../../shared/adapters/in-memory/pair-store.ts';
import { memoryParkedStore } from '../../shared/adapters/in-memory/parked-store.ts';
import { memoryRateBuckets } from '../../shared/adapters/in-memory/rate-buckets.ts';
import { memoryRecordStore } from '../../shared/adapters/in-memory/record-store.ts';
import { memoryReviewStore } from '../../shared/adapters/in-memory/review-store.ts';
import { MemorySchedules } from '../../shared/adapters/in-memory/schedules.ts';
import { memorySecretStore } from '../../shared/adapters/in-memory/secret-store.ts';
import {
  memoryCheckpointStore,
  memoryFieldMappingStore,
} from '../../shared/adapters/in-memory/settings-stores.ts';
import { memorySweepStore } from '../../shared/adapters/in-memory/sweep-store.ts';
import { MemoryClock } from '../../shared/adapters/in-memory/system.ts';
import { memoryTokenLeases } from '../../shared/adapters/in-memory/token-leases.ts';
import { memoryUnknownValueStore } from '../../shared/adapters/in-memory/unknown-value-store.ts';
import { memoryWaitingStore } from '../../shared/adapters/in-memory/waiting-store.ts';
import { alertSettingsContract } from './suites/alert-settings.ts';
import { alertStoreContract } from './suites/alert-store.ts';
import { auditStoreContract } from './suites/audit-store.ts';
import { changeQueueContract } from './suites/change-queue.ts';
import { conflictStoreContract } from './suites/conflict-store.ts';
import { connectionStoreContract } from './suites/connection-store.ts';
import { deleteApprovalsContract } from './suites/delete-approvals.ts';
import { digestStoreContract } from './suites/digest.ts';
import { driftStoreContract } from './suites/drift-store.ts';
import { healthStoreContract } from './suites/health-store.ts';
import { idempotencyStoreContract } from './suites/idempotency-store.ts';
import { integrationStoreContract } from './suites/integration-store.ts';
import { jobQueueContract } from './suites/job-queue.ts';
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
import { schedulesContract } from './suites/schedules.ts';
import { secretStoreContract } from './suites/secret-store.ts';
import { checkpointStoreContract, fieldMappingStoreContract } from './suites/settings-stores.ts';
import { sweepStoreContract } from './suites/sweep-store.ts';
import { tokenLeasesContract } from './suites/token-leases.ts';
import { unknownValueStoreContract } from './suites/unknown-value-store.ts';
import { waitingStoreContract } from './suites/waiting-store.ts';

const name = 'the memory';
breakerStoreContract(name, () => memoryBreakerStore());
maintenanceStoreContract(name, () => memoryMaintenanceStore());
recordStoreContract(name, () => memoryRecordStore(new Memory()));
recordStreamContract(name, () => {
  const memory = new Memory();
  return { records: memoryRecordStore(memory), events: async () => memory.recordEvents };
});
pairStoreContract(name, () => {
  const memory = new Memory();
  return { pairs: memoryPairStore(memory), records: memoryRecordStore(memory), logs: memoryLogStore(memory) };
});
pairClaimsContract(name, () => memoryPairStore(new Memory()));
pairActsContract(name, () => {
  const memory = new Memory();
  return {
    pairs: memoryPairStore(memory),
    audit: memoryAuditStore(memory),
    conflicts: memoryConflictStore(memory),
  };
});
conflictStoreContract(name, () => {
  const memory = new Memory();
  return { store: memoryConflictStore(memory), audit: memoryAuditStore(memory) };
});
deleteApprovalsContract(name, () => memoryDeleteApprovals(new Memory()));
reviewStoreContract(name, () => {
  const memory = new Memory();
  return { store: memoryReviewStore(memory), audit: memoryAuditStore(memory) };
});
driftStoreContract(name, memoryDriftStore);
healthStoreContract(name, () => memoryHealthStore());
idempotencyStoreContract(name, () => memoryIdempotencyStore());
integrationStoreContract(name, () => memoryIntegrationStore(new Memory()));
fieldMappingStoreContract(name, () => memoryFieldMappingStore(new Memory()));
checkpointStoreContract(name, () => memoryCheckpointStore(new Memory()));
jobStoreContract(name, () => memoryJobStore(new Memory()));
ledgerStoreContract(name, () => {
  const memory = new Memory();
  return { ledger: memoryLedgerStore(memory), logs: memoryLogStore(memory) };
});
logStoreContract(name, () => memoryLogStore(new Memory()));
auditStoreContract(name, (originNow) => memoryAuditStore(new Memory(originNow)));
alertSettingsContract(name, () => memoryAlertSettingsStore());
digestStoreContract(name, () => memoryDigestStore());
alertStoreContract(name, () => memoryAlertStore(new Memory()));
sweepStoreContract(name, () => memorySweepStore());
parkedStoreContract(name, () => memoryParkedStore(new Memory()));
secretStoreContract(name, memorySecretStore);
connectionStoreContract(name, memoryConnectionStore);
rateBucketsContract(name, () => memoryRateBuckets());
tokenLeasesContract(name, () => memoryTokenLeases());
changeQueueContract(name, () => {
  const clock = new MemoryClock();
  const queue = new MemoryChangeQueue(clock);
  return {
    queue,
    takeAll: async () => queue.takeAll(),
    passSeconds: (seconds) => clock.pass(seconds),
    breakDown: () => {
      queue.unavailable = true;
    },
  };
});
jobQueueContract(name, () => {
  const queue = new MemoryJobQueue();
  return { queue, takeAll: async () => queue.takeAll() };
});
schedulesContract(name, () => {
  const schedules = new MemorySchedules('Europe/Berlin');
  const { byIntegration } = schedules;
  const spoil = (id: string) => {
    const known = byIntegration.get(id);
    if (known !== undefined)
      byIntegration.set(id, { ...known, plan: { ...known.plan, expression: 'rate(1 day)' } });
  };
  return { schedules, spoil };
});
waitingStoreContract(name, () => memoryWaitingStore());
unknownValueStoreContract(name, () => memoryUnknownValueStore());
