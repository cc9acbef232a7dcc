import { SQSClient, StartMessageMoveTaskCommand } from '@aws-sdk/client-sqs';
import { limits } from '../../../shared/config/limits.ts';
import { until } from '../../support/api.ts';
import {
  changesQueue,
  deadLetters,
  differences,
  functionNamed,
  hideFor,
  importedTasks,
  outcomeOf,
  runScheduled,
} from '../../support/bad-days.ts';

export const title =
  'a broken deployment of the worker: every message dies six times, none is lost, and a redrive brings all back';

const webhooks = 60;

export async function demonstrate(say: (line: string) => void): Promise<readonly string[]> {
  await using day = await importedTasks(webhooks + 10, {}, { report: () => undefined });
  const { stack } = day;
  const [changes, dead] = [changesQueue(stack), deadLetters(stack)];
  const broken = ['sync-records', 'park-failures'] as const;
  const mend = broken.map((name) => breakDeployment(functionNamed(stack, name)));
  hideFor(stack, changes, 1);
  const logs: string[] = [];
  for (let at = 0; at < webhooks; at++)
    logs.push(await day.editThere(`task_${at + 2}`, { name: `Died ${at}` }));
  await until('sixty dead letters', () => count(webhooks), { timeoutMs: 120_000, everyMs: 250 });
  const letters = stack.sqs.contents(dead);
  say(`${letters.length} messages lie in ${dead}; the integration went on accepting webhooks`);

  for (const act of mend) act();
  // The parking takes what it gets first; the redrive brings back the rest.
  const client = operator(stack.awsUrl);
  await client.send(new StartMessageMoveTaskCommand({ SourceArn: `arn:aws:sqs:local:000000000000:${dead}` }));
  client.destroy();
  await until(
    'the retry of what was parked',
    async () => {
      await runScheduled(stack, 'retry-parked');
      return (await differences(day)).length === 0 || undefined;
    },
    { timeoutMs: 90_000, everyMs: 2000 },
  ).catch(() => undefined);
  const outcomes = await Promise.all(logs.map((id) => outcomeOf(day, id)));
  const applied = outcomes.filter((outcome) => outcome === 'applied').length;
  const parked = outcomes.filter((outcome) => outcome === 'dead').length;
  const differing = (await differences(day)).length;
  const lines = [
    `webhooks accepted while the worker was broken: ${webhooks}; dead letters after ${limits.maxReceiveCount} receives each: ${letters.length}`,
    `after the redrive: applied ${applied}, parked for the next retry ${parked}, lost ${webhooks - applied - parked}, tasks that differ ${differing}`,
  ];
  if (letters.length !== webhooks || applied !== webhooks || differing > 0)
    throw new Error(lines.join('\n  '));
  return lines;

  async function count(wanted: number): Promise<true | undefined> {
    return stack.sqs.contents(dead).length >= wanted && stack.sqs.contents(changes).length === 0
      ? true
      : undefined;
  }
}

/** Every invocation fails, as with a wrong setting. Answers the way back. */
function breakDeployment(fn: ReturnType<typeof functionNamed>): () => void {
  const works = fn.invoke.bind(fn);
  fn.invoke = () => Promise.reject(new Error('Settings are missing or wrong.'));
  return () => {
    fn.invoke = works;
  };
}

const operator = (endpoint: string): SQSClient =>
  new SQSClient({
    endpoint,
    region: 'local',
    credentials: { accessKeyId: 'operator', secretAccessKey: 'local' },
  });
