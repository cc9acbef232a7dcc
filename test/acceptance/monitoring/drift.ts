import * as z from 'zod';
import { manifest } from '../../../shared/connectors/asana/manifest.ts';
import { capacityFor } from '../../../shared/domain/rate-limit.ts';
import { asanaIntegration } from '../../practice-world/integrations.ts';
import { createdShape, finished, until } from '../../support/api.ts';
import { idle, ourTasks } from '../../support/bad-days.ts';
import { asanaOnDisk, plantInTable } from '../../support/drifting.ts';
import { startStack } from '../../support/stack.ts';

export const title =
  '50 differences planted behind the engine’s back in 5,000 pairs while 20 people edit: 50 found and mended, 0 false';

const tasks = 5000;
const paid = manifest.limits.plans.find(({ id }) => id === 'paid');

const counts = z.looseObject({
  ...{ pairs: z.int(), fields: z.int(), equal: z.int(), repaired: z.int(), unread: z.int() },
  ...{ waiting: z.int(), conflict: z.int(), held: z.int(), 'one-way': z.int(), unexplained: z.int() },
});
const comparison = z.looseObject({ id: z.string(), counts, share: z.number(), requests: z.int() });
const driftShape = z.looseObject({
  last: z.nullable(comparison),
  differences: z.array(
    z.looseObject({ internalId: z.string(), field: z.string(), reason: z.string(), because: z.string() }),
  ),
});
const beginShape = z.looseObject({ id: z.string() });

/** Twenty fields here and thirty over there, of 45 tasks: five of them have two. */
const here = (at: number): Readonly<Record<string, unknown>> =>
  at % 3 === 0
    ? { title: `Planted here ${at}` }
    : at % 3 === 1
      ? { description: `planted here ${at}` }
      : { dueDate: '2031-01-01' };
const there = (at: number): Readonly<Record<string, unknown>> =>
  at >= 20
    ? { name: `Planted there ${at}`, notes: `planted there ${at}` }
    : at % 2 === 0
      ? { name: `Planted there ${at}` }
      : { due_on: '2032-02-02' };
const plantedHere = 20;
const plantedThere = 25;

export async function demonstrate(say: (line: string) => void): Promise<readonly string[]> {
  await using stack = await startStack();
  await using asana = await asanaOnDisk(tasks);
  const connection = {
    ...asanaIntegration(asana.now(), 'Compared'),
    ...{ settings: { ...asana.now().settings, plan: 'paid' }, dataTypes: ['MEMBERS', 'TASKS'] },
    ...{ syncDirection: 'BIDIRECTIONAL', syncFrequency: 'HOURLY' },
  };
  const created = await stack.steward.call('POST', '/api/admin/integrations', createdShape, connection);
  const { id } = created.integration;
  await finished(stack.steward, created.jobId, 600_000);
  await idle(stack);
  const pairs = [...(await ourTasks({ stack, id }))];
  say(`${pairs.length} pairs in sync`);

  const path = `/api/admin/integrations/${id}/drift`;
  const drift = () => stack.steward.call('GET', path, driftShape);
  const compare = async (meanwhile: () => Promise<void> = async () => undefined) => {
    const [asked, before] = [await stack.steward.call('POST', `${path}/check`, beginShape), asana.requests()];
    await meanwhile();
    const last = await until(
      'the end of the comparison',
      async () => {
        const now = await drift();
        return now.last?.id === asked.id ? now.last : undefined;
      },
      { timeoutMs: 900_000, everyMs: 500 },
    );
    return { last, calls: asana.requests() - before };
  };

  const clean = await compare();
  say(`nothing planted: ${JSON.stringify(clean.last.counts)}`);

  const ofOurs = pairs.slice(0, plantedHere);
  const ofTheirs = new Map(pairs.slice(1000, 1000 + plantedThere).map(([gid], at) => [gid, there(at)]));
  await plantInTable(stack, new Map(ofOurs.map(([, { internalId }], at) => [internalId, here(at)])));
  await asana.behindItsBack((task) => ({ ...task, ...ofTheirs.get(task.gid) }));
  await idle(stack);
  const planted = 50;

  const edited = pairs.slice(3000, 3020);
  const { last, calls } = await compare(async () => {
    for (const [at, [gid, { internalId }]] of edited.entries())
      if (at % 2 === 0) await editThere(asana.now().controlUrl, gid, { name: `Edited there ${at}` });
      else
        await stack.platform.call('PUT', `/api/records/task/${internalId}`, z.unknown(), {
          fields: { title: `Edited here ${at}` },
        });
  });
  await idle(stack);
  const after = await drift();
  const third = await compare();
  const found = last.counts.repaired + last.counts.unexplained;
  const share = paid?.budgets[0] === undefined ? 0 : capacityFor(paid.budgets[0], 'compare');
  const { unexplained, conflict, held } = last.counts;
  const cleanOf = ({ counts }: typeof last) => counts.fields - counts.equal;
  const lines = [
    `compared: ${last.counts.pairs} pairs, ${last.counts.fields} fields; ${last.share} % equal afterwards`,
    `planted ${planted} (20 here, 30 there, 45 pairs): ${found} found, ${last.counts.repaired} mended by the sync, ${unexplained} left`,
    `false: ${Math.max(0, found - planted)} in this comparison, ${cleanOf(clean.last)} in the one before, ${cleanOf(third.last)} in the one after; 20 edits meanwhile: ${last.counts.waiting} seen as on their way`,
    `requests: ${last.requests} of the comparison, ${calls} with the sync’s own; a comparison may use ${share} a minute of Asana’s 1500 (paid plan)`,
    ...after.differences
      .slice(0, 5)
      .map((each) => `${each.internalId} ${each.field}: ${each.reason}, ${each.because}`),
  ];
  const fine =
    last.counts.pairs >= tasks &&
    last.counts.repaired === planted &&
    unexplained + conflict + held + last.counts.unread === 0 &&
    last.counts.waiting <= edited.length &&
    cleanOf(clean.last) === 0 &&
    cleanOf(third.last) === 0;
  if (!fine) throw new Error(lines.join('\n  '));
  return lines;
}

async function editThere(controlUrl: string, gid: string, fields: object): Promise<void> {
  const response = await fetch(`${controlUrl}/tasks/${gid}`, {
    ...{ method: 'PATCH', headers: { 'content-type': 'application/json' }, body: JSON.stringify(fields) },
  });
  if (!response.ok) throw new Error(`The simulator answered ${response.status}.`);
}
