import * as z from 'zod';
import { record } from '../../../../shared/connector-kit/parse.ts';

export const settings = z.strictObject({ workspaceId: z.string().min(1, 'Choose the workspace') });
export type Settings = z.output<typeof settings>;

// Not answered yet: which fields of an answer are relied on? A record is kept whole; only those are demanded.
export const task = z.intersection(
  record,
  z.object({ id: z.string(), updated_at: z.iso.datetime({ offset: true }) }),
);
export type Task = z.output<typeof task>;

export const taskPage = z.object({ tasks: z.array(task), next: z.nullable(z.string()) });
export const workspaces = z.object({ workspaces: z.array(z.object({ id: z.string(), name: z.string() })) });
export const me = z.object({ name: z.string() });

export const createdHook = z.object({ id: z.string(), secret: z.string() }); // webhooks
export const delivery = z.object({ event: z.string(), task: z.string(), deleted: z.boolean() }); // webhooks
