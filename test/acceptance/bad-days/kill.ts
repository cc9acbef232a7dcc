import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { startGenericSimulator } from '../../../shared/connectors/generic-rest/simulator/index.ts';
import { genericIntegration } from '../../practice-world/integrations.ts';
import { createdShape, jobShape, until } from '../../support/api.ts';
import { functionNamed, hideFor, jobsQueue, ourTasks, runScheduled } from '../../support/bad-days.ts';
import { startStack } from '../../support/stack.ts';

export const title =
  'the Lambda of an import dies again and again, between pages and inside them: each record once';

const tasks = 5000;
const kills = 12;

export async function demonstrate(say: (line: string) => void): Promise<readonly string[]> {
  await using stack = await startStack({ report: () => undefined });
  const vendor = await startGenericSimulator({ tasks, members: 1 });
  try {
    hideFor(stack, jobsQueue(stack), 8);
    const created = await stack.steward.call('POST', '/api/admin/integrations', createdShape, {
      ...genericIntegration(vendor, 'Killed while importing'),
      syncFrequency: 'HOURLY',
    });
    const { id } = created.integration;
    const worker = functionNamed(stack, 'run-jobs');
    const job = async () =>
      (await stack.steward.call('GET', `/api/admin/jobs/${created.jobId}`, jobShape)).job;
    let between = 0;
    let inside = 0;
    for (let kill = 0; kill < kills; kill++) {
      const before = (await job()).totalRecords;
      if ((await job()).status !== 'RUNNING') break;
      await until(
        'the next page',
        async () => {
          await runScheduled(stack, 'watch-health');
          const now = await job();
          return now.totalRecords > before || now.status !== 'RUNNING' ? true : undefined;
        },
        { timeoutMs: 120_000, everyMs: 20 },
      );
      // Right after a page was saved, or somewhere in the middle of the next one.
      if (kill % 2 === 1) await pause(100 + 37 * kill);
      const died = await worker.crash();
      if (died > 0 && kill % 2 === 0) between++;
      if (died > 0 && kill % 2 === 1) inside++;
    }
    const end = await until(
      'the end of the import',
      async () => {
        await runScheduled(stack, 'watch-health');
        const now = await job();
        return now.status === 'RUNNING' ? undefined : now;
      },
      { timeoutMs: 240_000, everyMs: 250 },
    );
    say(`the import ended as ${end.status} after ${between + inside} deaths`);
    const ours = await ourTasks({ stack, id });
    const partners = new Set([...ours.values()].map(({ internalId }) => internalId));
    const records = await countRecords(stack);
    const lines = [
      `deaths of the worker: ${between} after a page, ${inside} inside one; the run: ${end.status}, ${end.pages} pages`,
      `tasks over there ${tasks}, linked here ${ours.size} with ${partners.size} records of ours, ${records} tasks in BritePool; failed ${end.errorCount}`,
    ];
    const whole = ours.size === tasks && partners.size === tasks && records === tasks;
    if (!whole || end.status !== 'COMPLETED' || between < 3 || inside < 3)
      throw new Error(lines.join('\n  '));
    return lines;
  } finally {
    await vendor.close();
  }
}

const recordsShape = z.looseObject({
  records: z.array(z.looseObject({ id: z.string() })),
  pagination: z.looseObject({ cursor: z.string().optional() }),
});

async function countRecords({ steward }: Awaited<ReturnType<typeof startStack>>): Promise<number> {
  let count = 0;
  let cursor: string | undefined;
  do {
    const more = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page = await steward.call('GET', `/api/records/task?limit=200${more}`, recordsShape);
    count += page.records.length;
    cursor = page.pagination.cursor;
  } while (cursor !== undefined);
  return count;
}
