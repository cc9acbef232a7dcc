import * as z from 'zod';
import type { FunctionName } from '../../shared/config/names.ts';
import { startGenericSimulator } from '../../shared/connectors/generic-rest/simulator/index.ts';
import { genericIntegration } from '../practice-world/integrations.ts';
import { createdShape, finished, until } from './api.ts';
import { type RunningStack, startStack } from './stack.ts';
import { signedDelivery } from './vendor-webhooks.ts';

export type TaskSystem = Awaited<ReturnType<typeof startGenericSimulator>>;

/** A running stack with one integration whose tasks were imported, both ways unless said otherwise. */
export async function importedTasks(
  tasks: number,
  more: Readonly<Record<string, unknown>> = {},
  options: Parameters<typeof startStack>[0] = {},
) {
  const stack = await startStack(options);
  const vendor = await startGenericSimulator({ tasks, members: 1 });
  const connection = {
    ...genericIntegration(vendor, 'Bad days'),
    ...{ syncDirection: 'BIDIRECTIONAL', syncFrequency: 'HOURLY' },
    ...more,
  };
  const created = await stack.steward.call('POST', '/api/admin/integrations', createdShape, connection);
  const { id, webhookEndpoint, webhookSecret } = created.integration;
  await finished(stack.steward, created.jobId, 300_000);
  return {
    ...{ stack, vendor, id },
    /** A person changes a task over there, and its webhook is delivered once. Answers its log id. */
    async editThere(taskId: string, fields: Readonly<Record<string, unknown>>): Promise<string> {
      const data = await control(vendor, `/tasks/${taskId}`, fields);
      const delivery = signedDelivery(webhookSecret, { event: 'task.updated', data });
      const response = await fetch(webhookEndpoint, { method: 'POST', ...delivery });
      const { syncLogId } = z.looseObject({ syncLogId: z.string() }).parse(await response.json());
      return syncLogId;
    },
    async [Symbol.asyncDispose](): Promise<void> {
      await stack[Symbol.asyncDispose]();
      await vendor.close();
    },
  };
}
export type BadDay = Awaited<ReturnType<typeof importedTasks>>;

/** Acts as a person over there does: no webhook unless the integration registered one. */
export async function control(vendor: TaskSystem, path: string, fields: object): Promise<unknown> {
  const response = await fetch(`${vendor.controlUrl}${path}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fields),
  });
  if (!response.ok) throw new Error(`The simulator answered ${response.status} to ${path}.`);
  return response.json();
}

/** Runs a function as its schedule would, now. */
export const runScheduled = (stack: RunningStack, name: FunctionName): Promise<unknown> =>
  functionNamed(stack, name).invoke({});

const mailShape = z.array(z.looseObject({ channel: z.string(), subject: z.string() }));
export const mails = async ({ outboxUrl }: RunningStack): Promise<readonly string[]> => {
  const sent: unknown = await (await fetch(`${outboxUrl}/messages.json`)).json();
  return mailShape.parse(sent).map(({ subject }) => subject);
};

const taskShape = z.looseObject({ id: z.string(), name: z.string() });
/** Every task over there, by id. */
export async function theirTasks(vendor: TaskSystem): Promise<ReadonlyMap<string, string>> {
  const all: unknown = await (await fetch(`${vendor.controlUrl}/tasks`)).json();
  return new Map(
    z
      .array(taskShape)
      .parse(all)
      .map(({ id, name }) => [id, name]),
  );
}

const pairsShape = z.looseObject({
  mappings: z.array(z.looseObject({ internalId: z.string(), externalId: z.string() })),
  pagination: z.looseObject({ cursor: z.string().optional() }),
});
const recordsShape = z.looseObject({
  records: z.array(z.looseObject({ id: z.string(), fields: z.looseObject({ title: z.unknown() }) })),
  pagination: z.looseObject({ cursor: z.string().optional() }),
});

/** The titles of our tasks by the id of their partner over there. */
export async function ourTasks({ stack, id }: Pick<BadDay, 'stack' | 'id'>) {
  const titles = new Map<string, unknown>();
  for await (const { records } of pages('/api/records/task?limit=200', recordsShape))
    for (const record of records) titles.set(record.id, record.fields.title);
  const ours = new Map<string, { readonly internalId: string; readonly title: unknown }>();
  const path = `/api/admin/integrations/${id}/mappings?resourceType=TASK&limit=200`;
  for await (const { mappings } of pages(path, pairsShape))
    for (const { internalId, externalId } of mappings)
      ours.set(externalId, { internalId, title: titles.get(internalId) });
  return ours;

  async function* pages<Page extends { readonly pagination: { readonly cursor?: string | undefined } }>(
    from: string,
    shape: z.ZodType<Page>,
  ) {
    let cursor: string | undefined;
    do {
      const next: Page = await stack.steward.call(
        'GET',
        cursor === undefined ? from : `${from}&cursor=${encodeURIComponent(cursor)}`,
        shape,
      );
      yield next;
      cursor = next.pagination.cursor;
    } while (cursor !== undefined);
  }
}

/** Tasks whose title is not the same on both sides. */
export async function differences(day: BadDay): Promise<readonly string[]> {
  const [theirs, ours] = await Promise.all([theirTasks(day.vendor), ourTasks(day)]);
  return [...theirs].filter(([id, name]) => ours.get(id)?.title !== name).map(([id]) => id);
}

const logShape = z.looseObject({ log: z.looseObject({ outcome: z.string() }) });
/** What became of a change, by its log id; `none` while nobody wrote its entry. */
export async function outcomeOf({ stack }: Pick<BadDay, 'stack'>, logId: string): Promise<string> {
  const { status, json } = await stack.steward.send('GET', `/api/admin/logs/${encodeURIComponent(logId)}`);
  return status === 404 ? 'none' : logShape.parse(json).log.outcome;
}

const queueNamed = ({ sqs }: RunningStack, part: string) => {
  const name = [...sqs.queues.keys()].find((known) => known.includes(part));
  if (name === undefined) throw new Error(`There is no queue ${part}.`);
  return name;
};
export const changesQueue = (stack: RunningStack) => queueNamed(stack, 'changes.fifo');
export const jobsQueue = (stack: RunningStack) => queueNamed(stack, 'jobs.fifo');
export const deadLetters = (stack: RunningStack) => queueNamed(stack, 'changes-dlq');

/** A function by its short name. */
export function functionNamed({ functions }: RunningStack, name: FunctionName) {
  const found = [...functions].find(([known]) => known.endsWith(name));
  if (found === undefined) throw new Error(`There is no function ${name}.`);
  return found[1];
}

/** What an operator may set on a queue: how long a message stays hidden whose worker died. */
export function hideFor({ sqs }: RunningStack, queue: string, seconds: number): void {
  sqs.define({ ...sqs.queue(queue), visibilitySeconds: seconds });
}

/** Until neither queue holds a message. */
export const idle = (stack: RunningStack, timeoutMs = 120_000): Promise<true> =>
  until(
    'rest in the queues',
    async () => {
      const names = [...stack.sqs.queues.keys()].filter((name) => !name.includes('dlq'));
      const left = names.map((name) => stack.sqs.contents(name).length);
      return left.every((count) => count === 0) || undefined;
    },
    { timeoutMs, everyMs: 100 },
  );
