import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type LogReaders, listEverywhere } from '../../shared/application/logs/list-everywhere.ts';
import type { LogFilter } from '../../shared/application/ports.ts';
import { parseLogId } from '../../shared/domain/log-id.ts';
import { logEntry, type SyncLog } from '../../shared/domain/sync-log.ts';
import { anIntegration } from '../contract/support/samples.ts';
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

const placeOf = ({ id }: SyncLog) => {
  const { at, suffix } = parseLogId(id) ?? {};
  return `${at}#${suffix}`;
};

/** Integrations with their entries; a page of the store looks at so many entries and no more, whatever it finds. */
function readers(all: readonly SyncLog[], looks: number): LogReaders & { asked(): number } {
  const ids = [...new Set(all.map(({ integrationId }) => integrationId))];
  let asked = 0;
  return {
    asked: () => asked,
    integrations: { list: async () => ids.map((id) => anIntegration({ id })) },
    logs: {
      async list(integrationId, { upTo, recordId }, { limit, cursor }) {
        asked++;
        const mine = all
          .filter(
            (log) => log.integrationId === integrationId && (upTo === undefined || placeOf(log) <= upTo),
          )
          .sort((a, b) => (placeOf(a) < placeOf(b) ? 1 : -1));
        const from = Number(cursor ?? 0);
        const looked = mine.slice(from, from + looks);
        const wanted = looked.filter(({ resourceId }) => recordId === undefined || resourceId === recordId);
        const items = wanted.slice(0, limit);
        const last = items.length < wanted.length ? items.at(-1) : looked.at(-1);
        const end = last === undefined ? mine.length : mine.indexOf(last) + 1;
        return last === undefined || end >= mine.length
          ? { items }
          : { items, cursor: String(end), lookedTo: placeOf(last) };
      },
    },
  };
}

async function readAll(
  source: LogReaders,
  limit: number,
  filter: LogFilter = {},
): Promise<readonly string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listEverywhere(source, filter, { limit, ...(cursor === undefined ? {} : { cursor }) });
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
    for (const cursor of ['page two', '2026-11-45T08:00:00.000Z!a!asana', '2026-11-25T08:00:00.000Z~3']) {
      const broken = listEverywhere(readers([], 10), {}, { limit: 10, cursor });
      await expect(broken).rejects.toThrow('not one that this list handed out');
    }
  });

  test('ends a page of a rare filter after one look at each integration, empty and with a cursor', async () => {
    const many = Array.from({ length: 50 }, (_, at) => entry('asana', at, `a${at}`));
    const source = readers([...many, entry('portal', 0, 'rare')], 10);
    const page = await listEverywhere(source, { recordId: 'rare' }, { limit: 10 });
    expect(page).toEqual({ items: [], cursor: expect.any(String), lookedTo: expect.any(String) });
    expect(source.asked()).toBe(2);
    expect(await readAll(source, 10, { recordId: 'rare' })).toHaveLength(1);
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
      { selector: ({ suffix, integration }) => `${suffix} ${integration}`, maxLength: 40 },
    );
    const sizes = fc.record({
      limit: fc.integer({ min: 1, max: 9 }),
      looks: fc.integer({ min: 2, max: 9 }),
      rare: fc.boolean(),
    });
    const property = fc.asyncProperty(entries, sizes, async (made, { limit, looks, rare }) => {
      const logs = made.map(({ integration, at, suffix }) => entry(integration, at, suffix));
      const recordId = rare ? logs[0]?.resourceId : undefined;
      const wanted = logs.filter((log) => recordId === undefined || log.resourceId === recordId);
      const filter = typeof recordId === 'string' ? { recordId } : {};
      const ids = await readAll(readers(logs, looks), limit, filter);
      expect(ids).toHaveLength(wanted.length);
      expect(new Set(ids)).toEqual(new Set(wanted.map(({ id }) => id)));
      const moments = ids.map((id) => id.split('~')[2] ?? '');
      expect(moments).toEqual(newestFirst(moments));
    });
    await fc.assert(property, { seed: 20261125, numRuns: 300 });
  });
});
