import * as z from 'zod';
import { mapConcurrently } from '../../../shared/application/concurrency.ts';
import { startGenericSimulator } from '../../../shared/connectors/generic-rest/simulator/index.ts';
import { genericIntegration } from '../../practice-world/integrations.ts';
import { createdShape, until } from '../../support/api.ts';
import { type BadDay, control, importedTasks, jobsQueue, outcomeOf } from '../../support/bad-days.ts';
import { SchedulerOperator } from '../../support/schedule.ts';

export const title =
  'a thousand integrations due in the same minute: each runs once, and an edit elsewhere does not wait for them';

const integrations = 1000;
const atOnce = 12;
const group = 'britepool-dev-integrations';
/** The product's own windows are 10 to 240 minutes long; this is the shortest that the Scheduler knows. */
const windowMs = 60_000;
const leadMs = 90_000;

export async function demonstrate(say: (line: string) => void): Promise<readonly string[]> {
  await using day = await importedTasks(5, { syncFrequency: 'MANUAL' });
  const { stack } = day;
  const crowd = await startGenericSimulator({ tasks: 1, members: 0 });
  const operator = new SchedulerOperator(stack.awsUrl);
  try {
    // It would mend what is brought forward here by hand.
    await operator.change('default', await operator.nameOfFixed('watch-health'), { State: 'DISABLED' });
    const ids = await mapConcurrently(Array.from({ length: integrations }), atOnce, (_, at) =>
      create(day, crowd, `Crowd ${at + 1}`),
    );
    await rest(day);
    say(`${ids.length} integrations made through the API and imported`);
    await control(crowd, '/tasks/task_1', { name: 'Changed before the minute' });

    const moment = new Date(Math.ceil((Date.now() + leadMs) / 1000) * 1000);
    await mapConcurrently(ids, atOnce, (id) =>
      operator.bringForward(group, id, moment, { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 1 }),
    );
    if (Date.now() > moment.getTime()) throw new Error('The schedules could not be changed in time.');
    const before = crowd.requests();
    const crowded = watchQueue(day);
    await until('a third of the runs', () => asked(crowd.requests() - before > integrations / 3), patient);
    const waiting = stack.sqs.contents(jobsQueue(stack));
    const groups = new Set(waiting.map(({ group_id }) => group_id)).size;
    const edit = await interactiveEdit(day);
    await until('the end of the window', () => asked(Date.now() > moment.getTime() + windowMs), patient);
    await rest(day);
    const { deepest } = crowded.stop();

    const runs = await mapConcurrently(ids, atOnce, (id) => scheduledRuns(day, id));
    return figures({ runs, moment, edit, deepest, waiting: waiting.length, groups });
  } finally {
    operator.close();
    await crowd.close();
  }
}

const patient = { timeoutMs: 600_000, everyMs: 200 };
const asked = (is: boolean): Promise<true | undefined> => Promise.resolve(is || undefined);
const rest = ({ stack: { sqs } }: BadDay) =>
  until(
    'rest in the queues',
    () =>
      asked(
        [...sqs.queues.keys()].every((name) => {
          const { visible, inFlight, delayed } = sqs.counts(name);
          return visible + inFlight + delayed === 0;
        }),
      ),
    patient,
  );

async function create(
  { stack }: BadDay,
  vendor: Parameters<typeof genericIntegration>[0],
  name: string,
): Promise<string> {
  const { integration } = await stack.steward.call('POST', '/api/admin/integrations', createdShape, {
    ...genericIntegration(vendor, name),
    ...{ syncFrequency: 'HOURLY', dataTypes: ['TASKS'], matchMode: 'CREATE_ONLY' },
  });
  return integration.id;
}

/** How many runs wait or work at most at the same time. */
function watchQueue({ stack }: BadDay) {
  const queue = jobsQueue(stack);
  let deepest = 0;
  const look = setInterval(() => {
    const { visible, inFlight } = stack.sqs.counts(queue);
    deepest = Math.max(deepest, visible + inFlight);
  }, 100);
  return {
    stop() {
      clearInterval(look);
      return { deepest };
    },
  };
}

/** Milliseconds until an edit at another system has become ours. */
async function interactiveEdit(day: BadDay): Promise<number> {
  const began = Date.now();
  const logId = await day.editThere('task_2', { name: 'Edited in the crowded minute' });
  const applied = async () => ((await outcomeOf(day, logId)) === 'applied' ? true : undefined);
  await until('the edit', applied, { timeoutMs: 120_000, everyMs: 50 });
  return Date.now() - began;
}

const jobsShape = z.looseObject({
  jobs: z.array(
    z.looseObject({
      jobType: z.string(),
      status: z.string(),
      successCount: z.number(),
      startedAt: z.string(),
      completedAt: z.string().optional(),
    }),
  ),
});
type Run = z.output<typeof jobsShape>['jobs'][number];

async function scheduledRuns({ stack }: BadDay, id: string): Promise<readonly Run[]> {
  const { jobs } = await stack.steward.call('GET', `/api/admin/integrations/${id}/jobs`, jobsShape);
  return jobs.filter(({ jobType }) => jobType === 'SCHEDULED_SYNC');
}

function figures(found: {
  readonly runs: readonly (readonly Run[])[];
  readonly moment: Date;
  readonly edit: number;
  readonly deepest: number;
  readonly waiting: number;
  readonly groups: number;
}): readonly string[] {
  const { runs, edit, deepest, waiting, groups } = found;
  const moment = found.moment.getTime();
  const all = runs.flat();
  const forgotten = runs.filter(({ length }) => length === 0).length;
  const twice = runs.filter(({ length }) => length > 1).length;
  const whole = all.filter(({ status, successCount }) => status === 'COMPLETED' && successCount === 1).length;
  const begun = all.map(({ startedAt }) => Date.parse(startedAt) - moment).sort((a, b) => a - b);
  const ended = all.map(({ completedAt }) => Date.parse(completedAt ?? '') - moment);
  const longest = all.map((run) => Date.parse(run.completedAt ?? '') - Date.parse(run.startedAt));
  const middle = begun[Math.floor(begun.length / 2)] ?? 0;
  const lines = [
    `due at one moment: ${runs.length}; ran once ${runs.length - forgotten - twice}, forgotten ${forgotten}, twice ${twice}; completed with the change that was made before ${whole}`,
    `the flexible window of ${windowMs / 1000} s spread their beginnings from ${inSeconds(begun[0] ?? 0)} over ${inSeconds(middle)} (half of them) to ${inSeconds(begun.at(-1) ?? 0)} after the moment, which is the longest wait of any`,
    `the last one ended ${inSeconds(Math.max(...ended))} after the moment; the longest run took ${inSeconds(Math.max(...longest))}`,
    `jobs.fifo held at most ${deepest} messages at a time; in the middle ${waiting} in ${groups} groups, so that no run waits for the end of another`,
    `an edit at another system in the middle of it was ours after ${inSeconds(edit)} (30 s is the alarm)`,
  ];
  if (forgotten + twice > 0 || whole !== integrations || edit > 30_000) throw new Error(lines.join('\n  '));
  return lines;
}

const inSeconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
