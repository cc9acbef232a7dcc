import { inject } from 'vitest';
import * as z from 'zod';

const simulatorShape = z.looseObject({ controlUrl: z.string() });
const tasksShape = z.array(z.looseObject({ gid: z.string(), name: z.string() }));

/** Somebody renames a task in Asana. Answers its new name. */
export async function renameInAsana(name: string): Promise<string> {
  const { controlUrl } = simulatorShape.parse(inject('ready').simulators.ASANA);
  const tasks = tasksShape.parse(await (await fetch(`${controlUrl}/tasks`)).json());
  const task = tasks.at(-1);
  if (task === undefined) throw new Error('Asana has no task.');
  await fetch(`${controlUrl}/tasks/${task.gid}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name }),
  });
  return name;
}
