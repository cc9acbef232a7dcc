import { adminRoutes } from '../../functions/admin-api/routes.ts';
import { secretAnswers } from '../../functions/admin-api/secret-answers.ts';
import { recordRoutes } from '../../functions/records-api/routes.ts';
import { originNow } from '../../functions/runtime/http/origin.ts';
import { httpFunction } from '../../functions/runtime/http/pipeline.ts';
import { serve } from '../../functions/runtime/http/serve.ts';
import {
  memoryAlertSettingsStore,
  memorySlackSecret,
} from '../../shared/adapters/in-memory/alert-settings-store.ts';
import { memoryAlertStore } from '../../shared/adapters/in-memory/alert-store.ts';
import { memoryAuditStore } from '../../shared/adapters/in-memory/audit-store.ts';
import { MemoryChangeQueue } from '../../shared/adapters/in-memory/change-queue.ts';
import { memoryConflictStore } from '../../shared/adapters/in-memory/conflict-store.ts';
import { memoryConnectionStore } from '../../shared/adapters/in-memory/connection-store.ts';
import { memoryDeleteApprovals } from '../../shared/adapters/in-memory/delete-approvals.ts';
import { memoryDriftStore } from '../../shared/adapters/in-memory/drift-store.ts';
import { memoryHealthStore } from '../../shared/adapters/in-memory/health-store.ts';
import { memoryIdempotencyStore } from '../../shared/adapters/in-memory/idempotency-store.ts';
import { memoryIntegrationStore } from '../../shared/adapters/in-memory/integration-store.ts';
import { MemoryJobQueue } from '../../shared/adapters/in-memory/job-queue.ts';
import { memoryJobStore } from '../../shared/adapters/in-memory/job-store.ts';
import { memoryLedgerStore } from '../../shared/adapters/in-memory/ledger-store.ts';
import { memoryLogStore } from '../../shared/adapters/in-memory/log-store.ts';
import { Memory } from '../../shared/adapters/in-memory/memory.ts';
import { MemoryNotifier } from '../../shared/adapters/in-memory/notifier.ts';
import { memoryBreakerStore, memoryMaintenanceStore } from '../../shared/adapters/in-memory/outage-stores.ts';
import { memoryPairStore } from '../../shared/adapters/in-memory/pair-store.ts';
import { memoryParkedStore } from '../../shared/adapters/in-memory/parked-store.ts';
import { memoryRecordStore } from '../../shared/adapters/in-memory/record-store.ts';
import { memoryReviewStore } from '../../shared/adapters/in-memory/review-store.ts';
import { MemorySchedules } from '../../shared/adapters/in-memory/schedules.ts';
import { memorySecretStore } from '../../shared/adapters/in-memory/secret-store.ts';
import {
  memoryCheckpointStore,
  memoryFieldMappingStore,
} from '../../shared/adapters/in-memory/settings-stores.ts';
import { countingIds, countingRandomness, MemoryClock } from '../../shared/adapters/in-memory/system.ts';
import { memoryTokenLeases } from '../../shared/adapters/in-memory/token-leases.ts';
import { memoryUnknownValueStore } from '../../shared/adapters/in-memory/unknown-value-store.ts';
import { memoryWaitingStore } from '../../shared/adapters/in-memory/waiting-store.ts';
import { jsonataExpressions } from '../../shared/adapters/platform/expressions.ts';
import { sha256Hasher } from '../../shared/adapters/platform/system.ts';
import type { Connectors, Logger } from '../../shared/application/ports.ts';
import { loadContext } from '../../shared/application/sync/context.ts';
import { connect } from '../../shared/connector-kit/connect.ts';
import { factsOf } from '../../shared/connector-kit/connector-facts.ts';
import type { HttpClient } from '../../shared/connector-kit/http.ts';
import { tokenIssuer } from '../../shared/connector-kit/oauth/issuer.ts';
import { manifests } from '../../shared/connectors/manifests.ts';
import { loadConnector } from '../../shared/connectors/registry.ts';
import { adminOperations, recordOperations } from '../../shared/contract/api.ts';
import { FaultError } from '../../shared/domain/fault.ts';

/** A vendor that answers every request with an empty list, or, for the key `wrong`, with 401. */
const emptyVendor: HttpClient = {
  async send({ headers, url }) {
    const refused = headers['x-api-key'] === 'wrong';
    return { status: refused ? 401 : 200, headers: {}, text: refused ? '{}' : '[]', url: url.href };
  },
};
const connectorOf = async (type: string) => {
  const found = await loadConnector(type);
  if (found === undefined) throw new FaultError({ kind: 'rejected', message: `No connector for ${type}` });
  return found;
};

const connectorsOf = (clock: MemoryClock, http: HttpClient): Connectors => ({
  facts: async (type) => factsOf(await connectorOf(type)),
  connect: async (integration, credentials) =>
    connect(await connectorOf(integration.type), integration, credentials, {
      http,
      now: () => new Date(clock.now()),
    }),
});

/** Both API functions with their real pipeline, contract and use cases, on stores in memory. */
export function apiWorld(vendor: HttpClient = emptyVendor) {
  const memory = new Memory(originNow);
  const clock = new MemoryClock();
  const lines: string[] = [];
  const write = (message: string, fields?: object) => void lines.push(`${message} ${JSON.stringify(fields)}`);
  const logger: Logger = { debug: write, info: write, warn: write, error: write };
  const answered: NonNullable<Parameters<typeof memoryIdempotencyStore>[0]> = new Map();
  const jobQueue = new MemoryJobQueue();
  const changes = new MemoryChangeQueue(clock);
  const schedules = new MemorySchedules();
  const secrets = memorySecretStore();
  const records = memoryRecordStore(memory);
  const deps = {
    ...{ clock, logger, changes, jobQueue, schedules, secrets, records },
    integrations: memoryIntegrationStore(memory),
    fieldMappings: memoryFieldMappingStore(memory),
    checkpoints: memoryCheckpointStore(memory),
    pairs: memoryPairStore(memory),
    conflicts: memoryConflictStore(memory),
    connections: memoryConnectionStore(),
    lookUps: { choices: async () => [{ id: '1', label: 'Garden team' }] },
    leases: memoryTokenLeases(),
    issuer: tokenIssuer(connectorOf, { http: vendor, now: () => new Date(clock.now()) }),
    parked: memoryParkedStore(memory),
    unknownValues: memoryUnknownValueStore(),
    waiting: memoryWaitingStore(),
    reviews: memoryReviewStore(memory),
    alerts: memoryAlertStore(memory),
    health: memoryHealthStore(),
    drift: memoryDriftStore(),
    ledger: memoryLedgerStore(memory),
    alertSettings: memoryAlertSettingsStore(),
    slackSecret: memorySlackSecret(),
    stageEmails: ['ada@example.org'],
    breakers: memoryBreakerStore(),
    maintenance: memoryMaintenanceStore(),
    notifier: new MemoryNotifier(),
    approvals: memoryDeleteApprovals(memory),
    hasher: sha256Hasher,
    expressions: jsonataExpressions,
    jobs: memoryJobStore(memory),
    logs: memoryLogStore(memory),
    audit: memoryAuditStore(memory),
    ids: countingIds(),
    randomness: countingRandomness(),
    publicBaseUrl: 'https://integrations.example.org',
    connectors: connectorsOf(clock, vendor),
    context: (id: string) => loadContext(deps, id),
  };
  const operations = Object.values({ ...adminOperations, ...recordOperations }).map(({ method, path }) => ({
    method,
    path,
    pattern: new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`),
  }));
  return {
    ...{ memory, clock, lines, secrets, operations, jobQueue, changes, answered },
    deps,
    pairs: deps.pairs,
    admin: httpFunction(
      { logger },
      serve(adminOperations, adminRoutes(deps, manifests), {
        idempotency: { store: memoryIdempotencyStore(answered), clock, secrets: secretAnswers(secrets) },
      }),
    ),
    records: httpFunction({ logger }, serve(recordOperations, recordRoutes({ records, clock }))),
  };
}
