import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import * as z from 'zod';
import { genericIntegration } from '../../test/practice-world/integrations.ts';
import { createdShape, finished } from '../../test/support/api.ts';
import { startStack } from '../../test/support/stack.ts';

const running = z.object({
  baseUrl: z.string(),
  controlUrl: z.string(),
  credentials: z.object({ token: z.string() }),
  settings: z.record(z.string(), z.unknown()),
});

/** A stack with one connected REST system whose `tasks` are imported. */
export async function connected(options: { readonly tasks: number; readonly record?: boolean }) {
  const thread = new Worker(new URL('vendor-thread.ts', import.meta.url), {
    workerData: { tasks: options.tasks, members: 0 },
  });
  const [addresses] = await once(thread, 'message');
  const vendor = running.parse(addresses);
  const stack = await startStack({ record: options.record ?? false });
  const created = await stack.steward.call(
    'POST',
    '/api/admin/integrations',
    createdShape,
    genericIntegration(vendor, 'Measured'),
  );
  const imported = await finished(stack.steward, created.jobId, 600_000);
  const ids = Array.from({ length: options.tasks }, (_, at) => `task_${at + 1}`);
  return {
    vendor,
    stack,
    imported,
    ids,
    integration: created.integration,
    /** A user of the vendor changes the name of a task. */
    edit: (id: string, name: string) => touch(id, { name }),
    touch,
    async [Symbol.asyncDispose](): Promise<void> {
      await stack[Symbol.asyncDispose]();
      const ended = once(thread, 'exit');
      thread.postMessage('close');
      await ended;
    },
  };

  /** A user of the vendor saves a task with these values, which may be what they were. */
  async function touch(
    id: string,
    values: Readonly<Record<string, unknown>>,
  ): Promise<Record<string, unknown>> {
    const response = await fetch(`${vendor.controlUrl}/tasks/${id}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(values),
    });
    const task: unknown = await response.json();
    if (!response.ok || typeof task !== 'object' || task === null)
      throw new Error(`No task ${id} to edit: ${response.status}`);
    return { ...task };
  }
}
export type Connected = Awaited<ReturnType<typeof connected>>;
