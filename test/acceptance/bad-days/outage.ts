import * as z from 'zod';
import { until } from '../../support/api.ts';
import {
  type BadDay,
  differences,
  idle,
  importedTasks,
  mails,
  ourTasks,
  outcomeOf,
  runScheduled,
} from '../../support/bad-days.ts';

export const title =
  'the other system is down for an hour (12 probes): nothing lost, one breaker, two messages, all caught up';

const tasks = 200;
const probes = 12;

export async function demonstrate(say: (line: string) => void): Promise<readonly string[]> {
  await using day = await importedTasks(tasks, {}, { retryTimeScale: 0.003 });
  const { stack, vendor } = day;
  const pairs = [...(await ourTasks(day))];
  say(`imported ${pairs.length} tasks`);

  vendor.faults({ down: true });
  const there: string[] = [];
  for (let at = 0; at < 120; at++)
    there.push(await day.editThere(`task_${at + 2}`, { name: `There during the outage, ${at}` }));
  await until('the opening of the breaker', () => outage(day), { timeoutMs: 60_000 });
  const before = vendor.requests();
  const others = pairs.filter(([externalId]) => Number(externalId.replace('task_', '')) > 121);
  for (const [externalId, { internalId }] of others.slice(0, 60))
    await stack.platform.call('PUT', `/api/records/task/${internalId}`, z.unknown(), {
      fields: { title: `Here during the outage, ${externalId}` },
    });
  for (let at = 0; at < 30; at++)
    there.push(await day.editThere(`task_${at + 2}`, { name: `There once more, ${at}` }));
  await idle(stack);
  for (let probe = 0; probe < probes; probe++) await nextProbe(day);
  const calls = vendor.requests() - before;
  say(`${probes} probes while it was down; ${calls} requests reached it`);

  vendor.faults({ down: false });
  await until(
    'the end of the outage',
    async () => {
      await runScheduled(stack, 'watch-health');
      return (await outage(day)) === undefined || undefined;
    },
    { timeoutMs: 60_000, everyMs: 500 },
  );
  await idle(stack);
  const unequal = await until(
    'both sides equal',
    async () => ((await differences(day)).length === 0 ? 0 : undefined),
    { timeoutMs: 60_000, everyMs: 500 },
  ).catch(async () => (await differences(day)).length);
  await runScheduled(stack, 'watch-health');
  const outcomes = new Map<string, number>();
  for (const id of there) {
    const outcome = await outcomeOf(day, id);
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  }
  const sent = await mails(stack);
  const open = ['none', 'held', 'rejected', 'dead'].reduce((sum, name) => sum + (outcomes.get(name) ?? 0), 0);
  const lines = [
    `edits while it was down: 150 there (their webhooks ended as ${[...outcomes].map(([name, count]) => `${name} ${count}`).join(', ')}), 60 here`,
    `lost: ${unequal} of ${tasks} tasks differ, ${open} changes without an end`,
    `requests that reached the system in the outage after the breaker opened: ${calls} for ${probes} probes`,
    `messages to the admins: ${sent.length} (${sent.join(' · ')})`,
  ];
  if (unequal + open > 0 || sent.length !== 2 || calls > probes * 3) throw new Error(lines.join('\n  '));
  return lines;
}

const shape = z.looseObject({
  integration: z.looseObject({
    outage: z.looseObject({ since: z.string(), nextTryAt: z.string().optional() }).optional(),
  }),
});
const outage = async ({ stack, id }: BadDay) =>
  (await stack.steward.call('GET', `/api/admin/integrations/${id}`, shape)).integration.outage;

/** The looks of every five minutes, until the one at which the system is tried again. */
async function nextProbe(day: BadDay): Promise<void> {
  const before = (await outage(day))?.nextTryAt ?? '';
  await until(
    'the next probe',
    async () => {
      await runScheduled(day.stack, 'watch-health');
      return ((await outage(day))?.nextTryAt ?? '') > before || undefined;
    },
    { everyMs: 300 },
  );
}
