import { limits } from '../../../shared/config/limits.ts';
import { until } from '../../support/api.ts';
import { changesQueue, differences, importedTasks, outcomeOf } from '../../support/bad-days.ts';

export const title =
  'one poison record among 1,000 good ones: its tries are the specification’s, nobody waits behind it';

const good = 1000;
const poison = 'task_2';

export async function demonstrate(say: (line: string) => void): Promise<readonly string[]> {
  await using day = await importedTasks(good + 1, {}, { retryTimeScale: 0.05 });
  const { stack, vendor } = day;
  vendor.faults({ broken: { path: `/tasks/${poison}`, status: 500 } });
  const poisoned = await day.editThere(poison, { name: 'Nobody can read this' });
  const waits = watchWaits(day, poisoned);
  const began = performance.now();
  const edited: string[] = [];
  for (let at = 0; at < good; at++)
    edited.push(await day.editThere(`task_${at + 3}`, { name: `Good ${at}` }));
  await until('the good ones', async () => (await differences(day)).length <= 1 || undefined, {
    ...{ timeoutMs: 120_000, everyMs: 1000 },
  });
  const seconds = (performance.now() - began) / 1000;
  say(`${good} good edits applied in ${seconds.toFixed(1)} s while the poison record was tried again`);
  const outcome = await until(
    'the parking of the poison record',
    async () => {
      const now = await outcomeOf(day, poisoned);
      return now === 'dead' || now === 'rejected' ? now : undefined;
    },
    { timeoutMs: 240_000, everyMs: 500 },
  );
  const seen = waits.stop();
  const ended = await countEnds(day, edited);
  const differing = await differences(day);
  const asked = limits.retryDelaysSeconds.map((delay) => delay * 0.05);
  const lines = [
    `good edits applied: ${ended} of ${good}, in ${seconds.toFixed(1)} s`,
    `the poison record: received ${seen.length} times, put off by ${seen.map(({ wait }) => wait).join(', ')} s (the specification’s ${limits.retryDelaysSeconds.join(', ')} s at a scale of 0.05 are ${asked.join(', ')}, ± 10 %), then ${outcome}`,
    `tasks that differ: ${differing.join(', ')}; the integration goes on`,
  ];
  const rightWaits = asked.every((delay, at) => {
    const wait = seen[at]?.wait ?? -1;
    return wait >= Math.floor(delay * 0.9) && wait <= Math.ceil(delay * 1.1);
  });
  if (
    ended !== good ||
    !rightWaits ||
    differing.join() !== poison ||
    stack.sqs.contents(changesQueue(stack)).length > 0
  )
    throw new Error(lines.join('\n  '));
  return lines;
}

type Day = Awaited<ReturnType<typeof importedTasks>>;

/** Notes what the queue itself says about the message: how often it was received, and for how long it is hidden. */
function watchWaits({ stack }: Day, logId: string) {
  const seen = new Map<number, number>();
  const queue = changesQueue(stack);
  const look = setInterval(() => {
    const row = stack.sqs.contents(queue).find(({ body }) => body.includes(logId));
    if (row === undefined || row.receives === 0) return;
    const hidden = Math.round((row.visible - Date.now()) / 1000);
    const before = seen.get(row.receives);
    // The first looks find the worker's own time-out; the shortest is the delay that the worker asked for.
    if (hidden >= 0 && hidden < 100 && (before === undefined || hidden > before))
      seen.set(row.receives, hidden);
  }, 50);
  return {
    stop() {
      clearInterval(look);
      return [...seen].map(([receives, wait]) => ({ receives, wait }));
    },
  };
}

async function countEnds(day: Day, ids: readonly string[]): Promise<number> {
  let done = 0;
  for (const id of ids) if (['applied', 'unchanged', 'superseded'].includes(await outcomeOf(day, id))) done++;
  return done;
}
