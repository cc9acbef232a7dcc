import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type LogReaders, listEverywhere } from '../../shared/application/logs/list-everywhere.ts';
import { logEntry, type SyncLog } from '../../shared/domain/sync-log.ts';
import { newestFirst } from '../contract/support/walk.ts';

const second = (at: number) => new Date(Date.UTC(2026, 10, 25, 8, 0, at)).toISOString();

function entry(integrationId: string, at: number, suffix: string): SyncLog {
  const filed = Date.parse(second(at)).toString(36).padStart(9, '0');
  const change = {
    schemaVersion: 1,
    integrationId,
    resourceType: 'TASK',
    stream: 'tasks',
    side: 'external',
    recordId: suffix,
    kind: 'upserted',
    cause: 'poll',
    receivedAt: second(at),
    deliveryKey: suffix,
    logId: `log~${integrationId}~${filed}~${suffix}`,
  } as const;
  const details = {
    outcome: 'applied',
    operation: 'UPDATE',
    resourceId: suffix,
    externalId: suffix,
  } as const;
  return logEntry(change, { ...details, startedAt: second(at), at: second(at) });
}

/** Integrations with their entries; the store ends its pages early, as the real one does over rare filters. */
function readers(all: readonly SyncLog[], storePage: number): LogReaders {
  const ids = [...new Set(all.map(({ integrationId }) => integrationId))];
  const key = ({ id, createdAt }: SyncLog) => `${createdAt}#${id.split('~')[3] ?? ''}`;
  return {
    integrations: { list: async () => ids.map((id) => ({ id }) as never) },
    logs: {
      async list(integrationId, { to }, { limit, cursor }) {
        const mine = all
          .filter((log) => log.integrationId === integrationId && (to === undefined || log.createdAt <= to))
          .sort((a, b) => (key(a) < key(b) ? 1 : -1));
        const from = Number(cursor ?? 0);
        const next = from + Math.min(limit, storePage);
        const items =
          storePage === 0 && cursor === undefined ? [] : mine.slice(from, Math.max(next, from + 1));
        const end = from + items.length;
        return end >= mine.length ? { items } : { items, cursor: String(end) };
      },
    },
  };
}

async function readAll(source: LogReaders, limit: number): Promise<readonly string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listEverywhere(source, {}, { limit, ...(cursor === undefined ? {} : { cursor }) });
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return ids;
}

describe('The log of all integrations', () => {
  test('shows entries of different integrations in one order, newest first', async () => {
    const logs = [entry('asana', 1, 'a'), entry('portal', 2, 'b'), entry('asana', 3, 'c')];
    const page = await listEverywhere(readers(logs, 10), {}, { limit: 10 });
    expect(page.items.map(({ resourceId }) => resourceId)).toEqual(['c', 'b', 'a']);
    expect(page.cursor).toBeUndefined();
  });

  test('refuses a cursor that it did not hand out', async () => {
    const broken = listEverywhere(readers([], 10), {}, { limit: 10, cursor: 'page two' });
    await expect(broken).rejects.toThrow('not one that this list handed out');
  });

  test('always gives every entry exactly once, whatever the page size and however many share one moment', async () => {
    const entries = fc.uniqueArray(
      fc.record({
        integration: fc.constantFrom('asana', 'portal', 'hours'),
        at: fc.integer({ min: 0, max: 4 }),
        suffix: fc.string({
          unit: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
          minLength: 3,
          maxLength: 5,
        }),
      }),
      { selector: ({ suffix }) => suffix, maxLength: 40 },
    );
    const sizes = fc.record({
      limit: fc.integer({ min: 1, max: 9 }),
      storePage: fc.integer({ min: 0, max: 9 }),
    });
    const property = fc.asyncProperty(entries, sizes, async (made, { limit, storePage }) => {
      const logs = made.map(({ integration, at, suffix }) => entry(integration, at, suffix));
      const ids = await readAll(readers(logs, storePage), limit);
      expect(ids).toHaveLength(logs.length);
      expect(new Set(ids)).toEqual(new Set(logs.map(({ id }) => id)));
      const moments = ids.map((id) => id.split('~')[2] ?? '');
      expect(moments).toEqual(newestFirst(moments));
    });
    await fc.assert(property, { seed: 20261125, numRuns: 300 });
  });
});
