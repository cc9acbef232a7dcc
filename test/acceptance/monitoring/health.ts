import { dynamoBreakerStore } from '../../../shared/adapters/dynamodb/breaker-store.ts';
import { dynamoConflictStore } from '../../../shared/adapters/dynamodb/conflict-store.ts';
import { dynamoHealthStore } from '../../../shared/adapters/dynamodb/health-store.ts';
import { dynamoIntegrationStore } from '../../../shared/adapters/dynamodb/integration-store.ts';
import { dynamoJobStore } from '../../../shared/adapters/dynamodb/job-store.ts';
import { dynamoLogStore } from '../../../shared/adapters/dynamodb/log-store.ts';
import { dynamoMaintenanceStore } from '../../../shared/adapters/dynamodb/maintenance-store.ts';
import { MemoryClock, silentLogger } from '../../../shared/adapters/in-memory/system.ts';
import { healthNow } from '../../../shared/application/health/health-now.ts';
import { watchHealth } from '../../../shared/application/health/watch.ts';
import { withAnswer } from '../../../shared/domain/answer-times.ts';
import { addSeconds } from '../../../shared/domain/dates.ts';
import type { Health } from '../../../shared/domain/health.ts';
import type { Integration } from '../../../shared/domain/integration.ts';
import { startLocalTables } from '../../contract/support/local-tables.ts';
import { aConflict, aJob, aLog, anIntegration } from '../../contract/support/samples.ts';
import { factsOf, fresh, hourly, now, type Situation, situations } from '../../support/health-situations.ts';

export const title =
  'what an integration is like, counted from its log and runs in DynamoDB: score and sentence';

/** Every situation is really there: runs, log entries, conflicts, a breaker; then the watch looks, and the health is told. */
export async function demonstrate(): Promise<readonly string[]> {
  const local = await startLocalTables();
  try {
    const lines: string[] = [];
    const wrong: string[] = [];
    for (const [at, situation] of situations.entries()) {
      const health = await judged(storesOf(local.tables), situation, `int-${at}`);
      lines.push(
        `${String(health.score).padStart(3)} ${health.status.padEnd(9)} ${situation.what}: ${health.sentence}`,
      );
      const isAsSaid =
        health.score === situation.score &&
        health.status === situation.status &&
        health.sentence === situation.sentence;
      if (!isAsSaid)
        wrong.push(`${situation.what}: ${situation.score} ${situation.status} ${situation.sentence}`);
    }
    if (wrong.length > 0) throw new Error([...lines, 'These were to be:', ...wrong].join('\n  '));
    return [...lines, `${lines.length} situations: each has the score and the sentence that it should have`];
  } finally {
    await local.close();
  }
}

const storesOf = (tables: Parameters<typeof dynamoHealthStore>[0]) => ({
  health: dynamoHealthStore(tables),
  integrations: dynamoIntegrationStore(tables),
  jobs: dynamoJobStore(tables),
  logs: dynamoLogStore(tables, { retentionDays: 90, now: () => now }),
  conflicts: dynamoConflictStore(tables),
  breakers: dynamoBreakerStore(tables),
  maintenance: dynamoMaintenanceStore(tables),
  logger: silentLogger,
  clock: new MemoryClock(now),
});
type Stores = ReturnType<typeof storesOf>;

async function judged(stores: Stores, situation: Situation, id: string): Promise<Health> {
  const { outageSince, maintenance, ...state } = { ...hourly, ...situation.state };
  const integration = anIntegration({ id, name: id, ...state });
  await stores.integrations.create(integration);
  if (outageSince !== undefined)
    await stores.breakers.put({
      ...{ schemaVersion: 1, integrationId: id, version: 1, state: 'open', failures: 3 },
      ...{ firstFailureAt: outageSince, openedAt: outageSince, reason: 'It does not answer.' },
    });
  await rest(stores, maintenance === true);
  await happened(stores, situation, id);
  await watchHealth({ ...stores, integrations: { list: async () => [integration] } });
  return told(stores, integration);
}

async function rest({ maintenance }: Stores, on: boolean): Promise<void> {
  const version = ((await maintenance.get())?.version ?? 0) + 1;
  const reason = on ? 'Moving house' : '';
  await maintenance.put({ schemaVersion: 1, version, on, reason, changedAt: now, changedBy: 'ada' });
}

/** Writes what would lead to the situation's figures. */
async function happened(stores: Stores, situation: Situation, id: string): Promise<void> {
  const { runs, changes, answerMs, failingKinds, unread, pendingConflicts } = factsOf(situation);
  for (const [at, isWell] of [...runs].entries()) {
    const run = aJob(id, {
      id: `job-${id}-${String(99 - at)}`,
      status: isWell ? 'COMPLETED' : 'FAILED',
      completedAt: addSeconds(fresh, -at * 3600),
      createdAt: addSeconds(fresh, -at * 3600),
      ...(answerMs === undefined || at > 0 ? {} : { answerTimes: withAnswer(undefined, answerMs) }),
      ...(at > 0 ? {} : { skipped: unread.map((stream) => ({ stream, fault: refused })) }),
    });
    await stores.jobs.start({ ...run, status: 'RUNNING' });
    await stores.jobs.put({ ...run, version: 2 });
  }
  const logs = Array.from({ length: changes.ended }, (_, at) =>
    aLog(id, {
      filedAt: fresh,
      ...(at < changes.failed ? { status: 'FAILED', outcome: 'rejected', fault: refused } : {}),
      ...(at < changes.failed && failingKinds[0] !== undefined ? { resourceType: failingKinds[0] } : {}),
    }),
  );
  await stores.logs.put(logs);
  for (let at = 0; at < pendingConflicts; at++)
    await stores.conflicts.put(aConflict({ id: `${id}-conflict-${at}`, integrationId: id }));
}

const refused = { kind: 'rejected', message: 'The name is too long.' } as const;

async function told(stores: Stores, integration: Integration): Promise<Health> {
  const [snapshot] = await stores.health.snapshots([integration.id]);
  if (snapshot === undefined) throw new Error(`Nothing was measured of ${integration.id}.`);
  const health = (await healthNow(stores, [{ integration, snapshot }])).get(integration.id)?.health;
  if (health === undefined) throw new Error(`Nothing was judged of ${integration.id}.`);
  return health;
}
