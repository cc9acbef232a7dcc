import * as z from 'zod';
import { ApiUser } from '../../support/api.ts';
import { type SeededLog, seededIntegrations, seedLogs } from '../../support/seed-logs.ts';
import { type RunningStack, startStack } from '../../support/stack.ts';

export const title =
  '100,000 log entries in pages of 200, with and without filters: each once, none twice, every page bounded, no Scan';

const entries = 100_000;
/** Queries that look for entries, per integration and page. */
const mostQueries = 12;
/** A query reads at most 1 MB; half a unit per 4 kB. */
const mostUnitsOfAQuery = 128;
/** The list of integrations, the titles of 200 records, and the days of a quiet month counted side by side. */
const mostBeside = { calls: 100, units: 260 };

const shape = z.looseObject({
  logs: z.array(z.looseObject({ id: z.string() })),
  pagination: z.looseObject({ cursor: z.string().optional() }),
});

interface Search {
  readonly name: string;
  readonly path: string;
  readonly wanted: (log: SeededLog) => boolean;
}

function searches(logs: readonly SeededLog[]): readonly Search[] {
  const [first, , last] = seededIntegrations;
  const [from, to] = [logs[Math.floor(entries * 0.6)]?.createdAt ?? '', logs[entries / 2]?.createdAt ?? ''];
  const inWindow = ({ createdAt }: SeededLog) => createdAt >= from && createdAt <= to;
  const everywhere = '/api/admin/logs?';
  return [
    { name: 'no filter', path: everywhere, wanted: () => true },
    {
      name: `of one integration (${last}), no filter`,
      path: `/api/admin/integrations/${last}/logs?`,
      wanted: ({ integrationId }) => integrationId === last,
    },
    {
      name: 'common: what went through, of three days',
      path: `${everywhere}status=SUCCESS&from=${from}&to=${to}&`,
      wanted: (log) => log.status === 'SUCCESS' && inWindow(log),
    },
    {
      name: 'one of fifty: what failed',
      path: `${everywhere}status=FAILED&`,
      wanted: ({ status }) => status === 'FAILED',
    },
    {
      name: 'one of ten thousand: what failed for good',
      path: `${everywhere}outcome=dead&`,
      wanted: ({ outcome }) => outcome === 'dead',
    },
    {
      name: 'one record, by our id',
      path: `${everywhere}recordId=task_17&`,
      wanted: ({ resourceId }) => resourceId === 'task_17',
    },
    {
      name: `one record, by their id, of one integration (${first})`,
      path: `${everywhere}integrationId=${first}&recordId=their_11&`,
      wanted: (log) => log.externalId === 'their_11' && log.integrationId === first,
    },
    { name: 'a record that does not exist', path: `${everywhere}recordId=nobody&`, wanted: () => false },
  ];
}

interface Cost {
  readonly calls: number;
  readonly units: number;
}

export async function demonstrate(say: (line: string) => void): Promise<readonly string[]> {
  await using stack = await startStack({ record: true });
  const began = performance.now();
  const logs = await seedLogs(stack, entries);
  say(`${entries} entries were put in ${((performance.now() - began) / 1000).toFixed(0)} s`);
  const lines = [row('', ['pages', 'entries', 'calls a page', 'worst', 'read units a page', 'worst'])];
  const wrong: string[] = [];
  let dearest = { calls: 0, units: 0, name: '' };
  for (const search of searches(logs)) {
    const { ids, costs } = await readAll(stack, search.path);
    const wanted = new Set(logs.filter(search.wanted).map(({ id }) => id));
    if (new Set(ids).size !== ids.length) wrong.push(`${search.name}: an entry came twice`);
    const missing = wanted.size - ids.filter((id) => wanted.has(id)).length;
    if (missing !== 0 || ids.length !== wanted.size)
      wrong.push(
        `${search.name}: ${ids.length} entries, ${missing} of the ${wanted.size} wanted are missing`,
      );
    const [calls, units] = [costs.map((cost) => cost.calls), costs.map((cost) => cost.units)];
    const queries = seededIntegrations.length * mostQueries;
    const most = {
      calls: queries + mostBeside.calls * seededIntegrations.length,
      units: queries * mostUnitsOfAQuery + mostBeside.units,
    };
    if (Math.max(...calls) > most.calls || Math.max(...units) > most.units)
      wrong.push(`${search.name}: a page cost more than ${most.calls} calls or ${most.units} units`);
    for (const [at, cost] of costs.entries())
      if (cost.units > dearest.units) dearest = { ...cost, name: `page ${at + 1} of "${search.name}"` };
    lines.push(
      row(search.name, [
        ...[costs.length, ids.length, mean(calls).toFixed(1), Math.max(...calls)],
        ...[mean(units).toFixed(1), Math.max(...units).toFixed(1)],
      ]),
    );
  }
  if (wrong.length > 0) throw new Error([...lines, ...wrong].join('\n  '));
  return [
    ...lines,
    `the dearest: ${dearest.name}, ${dearest.calls} calls and ${dearest.units} read units; no Scan`,
  ];
}

/** Every page to the end, and what each asked of AWS. Throws on a Scan. */
async function readAll(stack: RunningStack, path: string) {
  // Two admins in turn: each is answered twenty times a second.
  const admins = [stack.steward, new ApiUser(stack.apiUrl, stack.token('BOARD_CHAIR'))];
  const ids: string[] = [];
  const costs: Cost[] = [];
  let cursor: string | undefined;
  do {
    stack.recorder.reset();
    const admin = admins[costs.length % admins.length] ?? stack.steward;
    const next: string = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const { logs, pagination } = await admin.call('GET', `${path}limit=200${next}`, shape);
    ids.push(...logs.map(({ id }) => id));
    costs.push(costOf(stack));
    cursor = pagination.cursor;
  } while (cursor !== undefined);
  return { ids, costs };
}

function costOf({ recorder }: RunningStack): Cost {
  const rows = recorder.rows().filter(({ caller }) => caller.endsWith('admin-api'));
  if (rows.some(({ operation }) => operation === 'Scan')) throw new Error('A page was read by a Scan.');
  return {
    calls: rows.reduce((sum, { count }) => sum + count, 0),
    units: rows.reduce((sum, { readUnits }) => sum + readUnits, 0),
  };
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const row = (name: string, cells: readonly (string | number)[]): string =>
  `${name.padEnd(56)}${cells.map((cell) => String(cell).padStart(19)).join('')}`;
