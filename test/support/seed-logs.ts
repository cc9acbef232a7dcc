import { dynamoIntegrationStore } from '../../shared/adapters/dynamodb/integration-store.ts';
import { toLogItem } from '../../shared/adapters/dynamodb/log-store.ts';
import { addSeconds } from '../../shared/domain/dates.ts';
import type { SyncLog } from '../../shared/domain/sync-log.ts';
import { aLog, anIntegration } from '../contract/support/samples.ts';
import { engineTables, putMany } from './engine-tables.ts';
import type { RunningStack } from './stack.ts';

/** Three integrations: six of ten entries are of the first, one is of the last. */
export const seededIntegrations = ['garden', 'hours', 'members'] as const;
const ofEntry = (at: number) => seededIntegrations[at % 10 < 6 ? 0 : at % 10 < 9 ? 1 : 2];
const days = 30;
const atOnce = 10_000;

/** What a search may ask for. */
export type SeededLog = Pick<
  SyncLog,
  'id' | 'integrationId' | 'status' | 'outcome' | 'resourceId' | 'externalId' | 'createdAt'
>;

/**
 * So many log entries over the last thirty days, evenly, newest first, put into the table as the product stores them: one of
 * fifty failed, one of ten thousand for good; each record was changed five times.
 */
export async function seedLogs(
  stack: Pick<RunningStack, 'engineUrl' | 'tables'>,
  count: number,
): Promise<readonly SeededLog[]> {
  const tables = engineTables(stack);
  for (const id of seededIntegrations)
    await dynamoIntegrationStore(tables).create(anIntegration({ id, name: id }));
  const now = new Date().toISOString();
  const facts: SeededLog[] = [];
  for (let from = 0; from < count; from += atOnce) {
    const length = Math.min(atOnce, count - from);
    const logs = Array.from({ length }, (_, at) => entry(from + at, count, now));
    const items = logs.map((log) => toLogItem(log, 90));
    await putMany(tables, tables.activity, items);
    for (const { id, integrationId, status, outcome, resourceId, externalId, createdAt } of logs)
      facts.push({ id, integrationId, status, outcome, resourceId, externalId, createdAt });
  }
  tables.client.destroy();
  return facts;
}

function entry(at: number, count: number, now: string): SyncLog {
  const filedAt = addSeconds(now, -(at * days * 86_400) / count);
  const record = at % Math.ceil(count / 5);
  return aLog(ofEntry(at), {
    ...{ filedAt, createdAt: filedAt, resourceId: `task_${record}`, externalId: `their_${record}` },
    ...(at % 10_000 === 4321
      ? { status: 'FAILED', outcome: 'dead' }
      : at % 50 === 7
        ? { status: 'FAILED', outcome: 'rejected', fault: { kind: 'rejected', message: '=Name, "empty"' } }
        : {}),
    changes: [
      change('title', `Plant oaks ${at}`, `Plant limes ${at}`),
      change('description', null, 'Behind the house, where the old ones were.'),
    ],
  });
}

const change = (field: string, before: string | null, after: string) =>
  ({ field, before, after, from: 'external', rule: 'only this side changed' }) as const;
