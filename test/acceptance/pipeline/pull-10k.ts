import * as z from 'zod';
import { startGenericSimulator } from '../../../shared/connectors/generic-rest/simulator/index.ts';
import { genericIntegration } from '../../practice-world/integrations.ts';
import { type ApiUser, createdShape, finished, type jobShape, until } from '../../support/api.ts';
import { bringForward } from '../../support/schedule.ts';
import { type RunningStack, startStack } from '../../support/stack.ts';
import { changedItems, everyItem } from '../../support/tables.ts';

export const title = '10,000 tasks pulled by a schedule; the second pull of the same 10,000 writes nothing';

const tasks = 10_000;

export async function demonstrate(say: (line: string) => void): Promise<readonly string[]> {
  await using stack = await startStack();
  const empty = await startGenericSimulator({ tasks: 0, members: 0 });
  const connection = { ...genericIntegration(empty, 'Pulled'), syncFrequency: 'HOURLY' };
  const created = await stack.steward.call('POST', '/api/admin/integrations', createdShape, connection);
  const { id } = created.integration;
  await finished(stack.steward, created.jobId);
  await empty.close();

  const vendor = await startGenericSimulator({
    tasks,
    members: 0,
    port: Number(new URL(empty.baseUrl).port),
  });
  try {
    const first = await scheduledRun(stack, id);
    say(`first pull, by the schedule: ${first.totalRecords} records in ${seconds(first)}`);
    const before = await everyItem(stack.engineUrl, stack.tables);
    const second = await fullRun(stack.steward, id);
    const third = await scheduledRun(stack, id);
    const after = await everyItem(stack.engineUrl, stack.tables);
    const changed = changedItems(before, after);
    const data = changed.filter((key) => !bookkeeping(id).some((pattern) => pattern.test(key)));
    const lines = [
      `first pull by the schedule: ${first.totalRecords} records, ${first.successCount} created, ${first.errorCount} failed, ${seconds(first)} (${rate(first)} records/s)`,
      `second pull of the same: ${second.totalRecords} records, ${second.unchangedCount} unchanged, ${second.successCount} written, ${seconds(second)} (${rate(second)} records/s)`,
      `third, incremental by the schedule: ${third.totalRecords} records listed again, ${third.successCount} written`,
      `items written by the second and third pull: ${data.length} of records, mappings and logs; ${changed.length - data.length} of the runs themselves`,
    ];
    const fine =
      first.totalRecords === tasks &&
      first.successCount === tasks &&
      second.unchangedCount === tasks &&
      second.successCount + third.successCount === 0 &&
      data.length === 0;
    if (!fine) throw new Error([...lines, ...data.slice(0, 5)].join('\n  '));
    return lines;
  } finally {
    await vendor.close();
  }
}

type Job = z.output<typeof jobShape>['job'];
const seconds = (job: Job) => `${((job.durationMs ?? 0) / 1000).toFixed(1)} s`;
const rate = (job: Job) => Math.round(job.totalRecords / ((job.durationMs ?? 1) / 1000));

/** What a run writes about itself: its job, who asked for it, its claim, "last synced", the checkpoints. */
const bookkeeping = (id: string): readonly RegExp[] => [
  / JOB#/,
  / SEEN#/,
  / AUDIT#/,
  new RegExp(` INTEGRATION#${id} (INTEGRATION|RUNNING-JOB|CHECKPOINT#.*)$`),
];

const jobsShape = z.looseObject({ jobs: z.array(z.looseObject({ id: z.string(), jobType: z.string() })) });

async function scheduledRun({ steward, awsUrl, resources }: RunningStack, id: string): Promise<Job> {
  const jobs = () => steward.call('GET', `/api/admin/integrations/${id}/jobs`, jobsShape);
  const known = new Set((await jobs()).jobs.map((job) => job.id));
  const group = resources.find(({ type }) => type === 'AWS::Scheduler::ScheduleGroup')?.physicalName ?? '';
  await bringForward(awsUrl, group, id, 3);
  const started = await until('the scheduled run', async () =>
    (await jobs()).jobs.find((job) => !known.has(job.id) && job.jobType === 'SCHEDULED_SYNC'),
  );
  return finished(steward, started.id, 300_000);
}

async function fullRun(steward: ApiUser, id: string): Promise<Job> {
  const shape = z.looseObject({ jobId: z.string() });
  const { jobId } = await steward.call('POST', `/api/admin/integrations/${id}/sync`, shape, {
    fullSync: true,
  });
  return finished(steward, jobId, 300_000);
}
