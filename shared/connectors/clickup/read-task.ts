import type { Call } from '../../connector-kit/connector.ts';
import { read } from './gone.ts';
import { type Settings, type Task, task } from './schema.ts';

const markdown = { include_markdown_description: true };

/** Closed tasks and subtasks are left out of lists unless they are asked for. */
export const wholeTasks = { include_closed: true, subtasks: true, ...markdown };

export const pathOf = (id: string): string => `/task/${encodeURIComponent(id)}`;

export const tasksAt = (listId: string): string => `/list/${listId}/task`;

export const readTask = (call: Call<Settings>, id: string): Promise<Task | 'gone'> =>
  read(call, pathOf(id), task, markdown);
