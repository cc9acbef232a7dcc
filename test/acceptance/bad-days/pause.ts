import * as z from 'zod';
import { until } from '../../support/api.ts';
import { differences, idle, importedTasks, ourTasks, outcomeOf } from '../../support/bad-days.ts';

export const title =
  'five days paused, sixty edits a day on thirty tasks: held, coalesced, and caught up on resuming';

const days = 5;
const editsADay = 60;
const busyTasks = 30;

/** The days are five bursts: nothing about a held change depends on how long it waits but its daily look. */
export async function demonstrate(say: (line: string) => void): Promise<readonly string[]> {
  await using day = await importedTasks(100);
  const { stack, vendor, id } = day;
  const pairs = new Map(await ourTasks(day));
  const set = (status: string) =>
    stack.steward.call('PUT', `/api/admin/integrations/${id}`, z.unknown(), { status });
  await set('PAUSED');
  const there: string[] = [];
  for (let which = 1; which <= days; which++)
    for (let edit = 0; edit < editsADay; edit++) {
      const task = `task_${2 + (edit % busyTasks)}`;
      if (edit % 2 === 0) there.push(await day.editThere(task, { name: `Day ${which}, edit ${edit}` }));
      else
        await stack.platform.call('PUT', `/api/records/task/${pairs.get(task)?.internalId}`, z.unknown(), {
          fields: { title: `Day ${which} here, edit ${edit}` },
        });
    }
  await idle(stack);
  const paused = vendor.requests();
  const before = (await differences(day)).length;
  say(`${days * editsADay} edits while paused; ${before} tasks differ now`);
  await set('ACTIVE');
  await until('both sides equal', async () => (await differences(day)).length === 0 || undefined, {
    ...{ timeoutMs: 60_000, everyMs: 500 },
  }).catch(() => undefined);
  await idle(stack);
  const requests = vendor.requests() - paused;
  const outcomes = await Promise.all(there.map((logId) => outcomeOf(day, logId)));
  const count = (...wanted: readonly string[]) => outcomes.filter((is) => wanted.includes(is)).length;
  const unequal = await differences(day);
  const lines = [
    `edits while paused: ${there.length} there, ${days * editsADay - there.length} here, on ${busyTasks} tasks`,
    `after resuming: ${unequal.length} tasks differ; the webhooks ended as applied ${count('applied')}, superseded ${count('superseded')}, others ${there.length - count('applied', 'superseded')}`,
    `requests to catch up: ${requests} (one read a task with webhooks, one read and one write a task edited here)`,
  ];
  const most = busyTasks * 3;
  if (unequal.length > 0 || requests > most || count('applied', 'superseded') !== there.length)
    throw new Error(lines.join('\n  '));
  return lines;
}
