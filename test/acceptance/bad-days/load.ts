import { until } from '../../support/api.ts';
import { differences, importedTasks, outcomeOf } from '../../support/bad-days.ts';

export const title =
  'the specification’s load test: 1,000 syncs while 2 % of the vendor’s answers are failures: ≥ 99.9 % succeed';

const syncs = 1000;
const share = 0.02;
const atOnce = 8;

export async function demonstrate(say: (line: string) => void): Promise<readonly string[]> {
  await using day = await importedTasks(syncs, {}, { retryTimeScale: 0.01 });
  const { vendor } = day;
  vendor.faults({ unlucky: { share, seed: 2 } });
  const before = vendor.requests();
  const queue = Array.from({ length: syncs }, (_, at) => at);
  const logs: string[] = [];
  const began = performance.now();
  const lane = async () => {
    for (let at = queue.shift(); at !== undefined; at = queue.shift())
      logs.push(await day.editThere(`task_${at + 2}`, { name: `Under load ${at}` }));
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  say(`${syncs} webhooks accepted in ${((performance.now() - began) / 1000).toFixed(1)} s`);
  await until('the end of every sync', async () => (await differences(day)).length === 0 || undefined, {
    ...{ timeoutMs: 180_000, everyMs: 1000 },
  }).catch(() => undefined);
  const seconds = (performance.now() - began) / 1000;
  vendor.faults({ unlucky: { share: 0, seed: 2 } });
  const outcomes = await Promise.all(logs.map((id) => outcomeOf(day, id)));
  const succeeded = outcomes.filter((is) => ['applied', 'unchanged', 'superseded'].includes(is)).length;
  const differing = (await differences(day)).length;
  const requests = vendor.requests() - before;
  const rate = (100 * succeeded) / syncs;
  const lines = [
    `syncs: ${syncs}, succeeded ${succeeded} (${rate.toFixed(2)} %), tasks that differ ${differing}`,
    `requests to the vendor: ${requests}, of which about ${Math.round(requests * share)} failed; all done after ${seconds.toFixed(1)} s`,
  ];
  if (rate < 99.9 || differing > 0) throw new Error(lines.join('\n  '));
  return lines;
}
