import type { Call } from '../../connector-kit/connector.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import { refuseUnlessMissing } from './faults.ts';
import { type Settings, type Task, task } from './schema.ts';

/** Closed tasks and subtasks are left out of lists unless they are asked for. */
export const wholeTasks = { include_closed: true, subtasks: true, include_markdown_description: true };

export const pathOf = (id: string): string => `/task/${encodeURIComponent(id)}`;

export async function readTask(call: Call<Settings>, id: string): Promise<Task | 'gone'> {
  const query = { include_markdown_description: true };
  const response = await call.send({ method: 'GET', path: pathOf(id), query }, { accept: [404] });
  refuseUnlessMissing(response);
  return response.status === 404 ? 'gone' : parseResponse(response, task, 'The task');
}
