import * as z from 'zod';
import { mapConcurrently } from '../shared/application/concurrency.ts';
import { finished } from '../test/support/api.ts';
import { type Connected, connected } from './support/connected.ts';
import { deliver, drained } from './support/deliveries.ts';
import { seedPairs } from './support/seed-pairs.ts';
import { cheapest, type Spent, spentBy } from './support/spent.ts';

export const title =
  'AWS calls and capacity units per record with 1,000, 10,000 and 100,000 mappings: must be flat';

const sizes = [1_000, 10_000, 100_000] as const;
const listed = 1_000;
const webhooks = 50;
/** Webhooks before them fill the caches of the workers: what is counted is the event and not the start. */
const warmUp = 10;
/** Names of one length: units count kilobytes. */
let edited = 0;
const nameFor = (id: string): string => `Edit ${String(++edited).padStart(6, '0')} of ${id.padStart(12)}`;

const cases = [
  ['unchanged record in a pull', 3, (measured) => pull(measured, () => ({}))],
  ['changed record in a pull', 2, (measured) => pull(measured, (id) => ({ name: nameFor(id) }))],
  ['applied webhook', 4, appliedWebhooks],
] as const satisfies readonly (readonly [string, number, (measured: Connected) => Promise<Spent>])[];

/**
 * The other system lists a thousand records; the integration has so many mappings altogether. Shown is the cheapest of
 * some rounds, the one in which no worker read settings again that it knows for 30 seconds.
 */
export async function measure(): Promise<readonly string[]> {
  await using measured = await connected({ tasks: listed, record: true });
  const columns: Spent[][] = [];
  let mappings: number = listed;
  const seconds: string[] = [];
  for (const size of sizes) {
    const began = performance.now();
    await seedPairs(measured, size - mappings, mappings);
    mappings = size;
    seconds.push(((performance.now() - began) / 1000).toFixed(0));
    const column: Spent[] = [];
    for (const [, rounds, spend] of cases) {
      const spent: Spent[] = [];
      for (let round = 0; round < rounds; round++) spent.push(await spend(measured));
      column.push(cheapest(spent));
    }
    columns.push(column);
  }
  return [
    `${''.padEnd(42)}${sizes.map((size) => size.toLocaleString('en').padStart(10)).join('')}   100 k : 1 k`,
    ...cases.flatMap(([name], at) => [
      row(`${name}: AWS calls`, columns, (column) => column[at]?.calls),
      row(`${name}: read units`, columns, (column) => column[at]?.readUnits),
      row(`${name}: write units`, columns, (column) => column[at]?.writeUnits),
    ]),
    `(seeding took ${seconds.join(', ')} s and is not counted)`,
  ];
}

function row(
  label: string,
  columns: readonly (readonly Spent[])[],
  of: (column: readonly Spent[]) => number | undefined,
): string {
  const values = columns.map((column) => of(column) ?? Number.NaN);
  const [first = Number.NaN] = values;
  const last = values.at(-1) ?? Number.NaN;
  const ratio = first === last ? 1 : last / first;
  return `${label.padEnd(42)}${values.map((value) => value.toFixed(3).padStart(10)).join('')}   ratio ${ratio.toFixed(3)}`;
}

let delivered = 0;
/** Records that no webhook was about yet: a mapping remembers its last eight deliveries, and grows by them. */
const nextRecords = (ids: readonly string[]): readonly string[] => {
  const from = delivered;
  delivered += warmUp + webhooks;
  return ids.slice(from, delivered);
};

/** One after the other, so that none shares a batch with another by chance. */
async function appliedWebhooks(measured: Connected): Promise<Spent> {
  const edits = await mapConcurrently(nextRecords(measured.ids), 16, (id) => measured.edit(id, nameFor(id)));
  for (const [at, edit] of edits.entries()) {
    if (at === warmUp) measured.stack.recorder.reset();
    await deliver(measured, [edit], 1);
    await drained(measured);
  }
  return spentBy(measured, ['receive-webhook', 'sync-records', 'publish-changes'], webhooks);
}

/** A run over records that were all touched over there since the last one, with these new values. */
async function pull(
  measured: Connected,
  values: (id: string) => Readonly<Record<string, unknown>>,
): Promise<Spent> {
  await mapConcurrently(measured.ids, 16, (id) => measured.touch(id, values(id)));
  measured.stack.recorder.reset();
  const { jobId } = await measured.stack.steward.call(
    'POST',
    `/api/admin/integrations/${measured.integration.id}/sync`,
    z.looseObject({ jobId: z.string() }),
    { fullSync: false },
  );
  const { totalRecords } = await finished(measured.stack.steward, jobId, 300_000);
  if (totalRecords !== listed) throw new Error(`The run read ${totalRecords} records instead of ${listed}.`);
  return spentBy(measured, ['run-jobs', 'sync-records', 'publish-changes'], totalRecords);
}
