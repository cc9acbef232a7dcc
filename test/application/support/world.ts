import { memoryAlertStore } from '../../../shared/adapters/in-memory/alert-store.ts';
import { memoryAuditStore } from '../../../shared/adapters/in-memory/audit-store.ts';
import { MemoryChangeQueue } from '../../../shared/adapters/in-memory/change-queue.ts';
import { memoryConflictStore } from '../../../shared/adapters/in-memory/conflict-store.ts';
import { memoryConnectionStore } from '../../../shared/adapters/in-memory/connection-store.ts';
import { memoryDeleteApprovals } from '../../../shared/adapters/in-memory/delete-approvals.ts';
import { memoryDriftStore } from '../../../shared/adapters/in-memory/drift-store.ts';
import { memoryIntegrationStore } from '../../../shared/adapters/in-memory/integration-store.ts';
import { MemoryJobQueue } from '../../../shared/adapters/in-memory/job-queue.ts';
import { memoryJobStore } from '../../../shared/adapters/in-memory/job-store.ts';
import { memoryLogStore } from '../../../shared/adapters/in-memory/log-store.ts';
import { Memory } from '../../../shared/adapters/in-memory/memory.ts';
import { MemoryNotifier } from '../../../shared/adapters/in-memory/notifier.ts';
import {
  memoryBreakerStore,
  memoryMaintenanceStore,
} from '../../../shared/adapters/in-memory/outage-stores.ts';
import { memoryPairStore } from '../../../shared/adapters/in-memory/pair-store.ts';
import { memoryParkedStore } from '../../../shared/adapters/in-memory/parked-store.ts';
import { memoryRecordStore } from '../../../shared/adapters/in-memory/record-store.ts';
import { memoryReviewStore } from '../../../shared/adapters/in-memory/review-store.ts';
import { MemorySchedules } from '../../../shared/adapters/in-memory/schedules.ts';
import { memorySecretStore } from '../../../shared/adapters/in-memory/secret-store.ts';
import {
  memoryCheckpointStore,
  memoryFieldMappingStore,
} from '../../../shared/adapters/in-memory/settings-stores.ts';
import { memorySweepStore } from '../../../shared/adapters/in-memory/sweep-store.ts';
import {
  countingIds,
  countingRandomness,
  MemoryClock,
  silentLogger,
} from '../../../shared/adapters/in-memory/system.ts';
import { memoryTokenLeases } from '../../../shared/adapters/in-memory/token-leases.ts';
import { memoryUnknownValueStore } from '../../../shared/adapters/in-memory/unknown-value-store.ts';
import { memoryWaitingStore } from '../../../shared/adapters/in-memory/waiting-store.ts';
import { jsonataExpressions } from '../../../shared/adapters/platform/expressions.ts';
import { sha256Hasher } from '../../../shared/adapters/platform/system.ts';
import { wakingPairs } from '../../../shared/application/field-mappings/waking-pairs.ts';
import type { Connectors } from '../../../shared/application/ports.ts';
import { loadWork } from '../../../shared/application/sync/context.ts';
import type { ChangeMessage } from '../../../shared/application/sync/process-changes.ts';
import type { Change } from '../../../shared/domain/change.ts';
import type { ExternalSystem } from '../../../shared/domain/external.ts';
import type { FieldMapping } from '../../../shared/domain/field-mapping.ts';
import type { Integration } from '../../../shared/domain/integration.ts';
import { logIdFor } from '../../../shared/domain/log-id.ts';
import { anIntegration, type SaidOfIntegration } from '../../contract/support/samples.ts';
import { Fate } from './fate.ts';
import { Issuer } from './issuer.ts';
import { Vendor } from './vendor.ts';

export const taskFields: readonly FieldMapping[] = [
  { externalField: 'name', internalField: 'title', transform: 'string', direction: 'both', required: true },
  { externalField: 'notes', internalField: 'description', transform: 'string', direction: 'both' },
  { externalField: 'due_on', internalField: 'dueDate', transform: 'date', direction: 'both' },
  {
    externalField: 'assignee',
    internalField: 'assignedToId',
    transform: { type: 'lookup', resourceType: 'MEMBER' },
    direction: 'in',
  },
];
const memberFields: readonly FieldMapping[] = [
  { externalField: 'name', internalField: 'name', transform: 'string', direction: 'in', required: true },
];

/** BritePool with one connected integration, whole, in this process. */
export async function connectedWorld(more: SaidOfIntegration = {}, fields = taskFields) {
  const memory = new Memory();
  const clock = new MemoryClock();
  const fate = new Fate();
  const vendor = new Vendor(() => clock.now());
  const changes = new MemoryChangeQueue(clock);
  const jobQueue = new MemoryJobQueue();
  const schedules = new MemorySchedules();
  const systems = new Map<string, ExternalSystem>();
  const connected = (other: Vendor) => fate.over(other, ['update', 'create', 'delete']);
  const system = connected(vendor);
  const streams = [
    { name: 'users', resourceType: 'MEMBER' as const, fields: memberFields },
    { name: 'tasks', resourceType: 'TASK' as const, fields },
  ];
  const connectors: Connectors = {
    facts: async (type) => ({
      type,
      webhooks: { supported: true },
      budgets: ({ plan }) => [{ requests: plan === 'large' ? 600 : 30, seconds: 3600 }],
      streams: () => streams.map(({ name, resourceType }) => ({ name, resourceType })),
      defaultFieldMappings: () =>
        streams.map(({ name, resourceType, fields: rules }) => ({
          resourceType,
          stream: name,
          fields: rules,
        })),
      checkSettings: (settings) =>
        'workspaceGid' in settings
          ? []
          : [{ pointer: '/settings/workspaceGid', message: 'Give the workspace.' }],
      checkCredentials: (_, { token }) =>
        token === undefined ? [{ pointer: '/credentials/token', message: 'Token is needed.' }] : [],
    }),
    connect: async ({ baseUrl }) => systems.get(baseUrl) ?? system,
  };
  const waiting = memoryWaitingStore();
  const pairs = fate.over(memoryPairStore(memory), [
    ...['create', 'link', 'put', 'removeAll'],
    ...['claim', 'complete', 'release', 'reclaim'],
    ...['act', 'setAside', 'takeUp', 'relink'],
  ] as const);
  const deps = {
    records: fate.over(memoryRecordStore(memory), ['put', 'remove']),
    pairs: wakingPairs(pairs, { waiting, changes, clock, hasher: sha256Hasher, logger: silentLogger }),
    waiting,
    unknownValues: memoryUnknownValueStore(),
    sweeps: memorySweepStore(),
    drift: fate.over(memoryDriftStore(), ['put', 'keep']),
    conflicts: fate.over(memoryConflictStore(memory), ['put', 'act', 'removeAll']),
    approvals: fate.over(memoryDeleteApprovals(memory), ['saveWindow', 'put']),
    alerts: memoryAlertStore(memory),
    breakers: memoryBreakerStore(),
    maintenance: memoryMaintenanceStore(),
    notifier: new MemoryNotifier(),
    reviews: fate.over(memoryReviewStore(memory), ['put', 'act', 'removeAll']),
    integrations: fate.over(memoryIntegrationStore(memory), ['create', 'put', 'remove']),
    fieldMappings: fate.over(memoryFieldMappingStore(memory), ['save']),
    checkpoints: fate.over(memoryCheckpointStore(memory), ['advance', 'removeAll']),
    jobs: fate.over(memoryJobStore(memory), ['start', 'put']),
    logs: fate.over(memoryLogStore(memory), ['put']),
    parked: fate.over(memoryParkedStore(memory), ['put', 'remove']),
    audit: memoryAuditStore(memory),
    secrets: memorySecretStore(),
    connections: memoryConnectionStore(),
    leases: memoryTokenLeases(),
    issuer: new Issuer(),
    changes,
    jobQueue,
    schedules,
    clock,
    ids: countingIds(),
    randomness: countingRandomness(),
    hasher: sha256Hasher,
    expressions: jsonataExpressions,
    connectors,
    logger: silentLogger,
    retryTimeScale: 1,
    publicBaseUrl: 'https://britepool.example',
    context: (id: string) => loadWork(deps, id),
  };
  const integration = anIntegration({
    ...{ id: 'int-1', name: 'Main workspace', lastSyncAt: '2026-03-01T09:00:00.000Z' },
    ...more,
  });
  await deps.integrations.create(integration);
  await deps.secrets.saveCredentials('int-1', { token: 'secret-token' });
  const mapFields = async (integrationId: string) => {
    for (const { name: stream, resourceType, fields: rules } of streams)
      await deps.fieldMappings.save({
        ...{ schemaVersion: 1, integrationId, resourceType, stream, version: 1, fields: rules },
      });
  };
  await mapFields('int-1');
  /** Connects one more external system, `int-2`, with the same field mapping. */
  const connectSecond = async (second: Partial<Integration> = {}): Promise<Vendor> => {
    const other = new Vendor(() => clock.now());
    const baseUrl = 'https://second.example';
    systems.set(baseUrl, connected(other));
    await deps.integrations.create(
      anIntegration({
        ...{ id: 'int-2', name: 'Second workspace', baseUrl, lastSyncAt: '2026-03-01T09:00:00.000Z' },
        ...second,
      }),
    );
    await deps.secrets.saveCredentials('int-2', { token: 'secret-token' });
    await mapFields('int-2');
    return other;
  };
  return { memory, clock, fate, vendor, changes, jobQueue, schedules, deps, integration, connectSecond };
}
export type World = Awaited<ReturnType<typeof connectedWorld>>;

/** The hint that a webhook about this external task leaves on the queue. */
export function hint(recordId: string, deliveryKey: string, more: Partial<Change> = {}): Change {
  const receivedAt = more.receivedAt ?? '2026-03-01T10:00:00.000Z';
  const integrationId = more.integrationId ?? 'int-1';
  return {
    schemaVersion: 1,
    integrationId,
    resourceType: 'TASK',
    stream: 'tasks',
    side: 'external',
    recordId,
    kind: 'upserted',
    cause: 'webhook',
    receivedAt,
    deliveryKey,
    logId: logIdFor({ integrationId, receivedAt, deliveryKey, recordId }, (text) => sha256Hasher.hash(text)),
    ...more,
  };
}

let messages = 0;
export const message = (change: Change, receiveCount = 1): ChangeMessage => ({
  messageId: `message-${++messages}`,
  receiveCount,
  change,
});

/** Both sides as an admin would compare them: our fields by the external id of their pair. */
export function pairsOf({ memory }: World): Record<string, unknown> {
  return Object.fromEntries(
    [...memory.mappings.values()].map((mapping) => {
      const record = memory.records.get(JSON.stringify([mapping.resourceType, mapping.internalId]));
      const base = Object.fromEntries(
        Object.entries(mapping.base).map(([field, entry]) => [field, entry.value]),
      );
      return [mapping.externalId, { fields: record?.fields, base, state: mapping.syncStatus }];
    }),
  );
}
