import { instantOfZoned } from '../../../domain/zoned.ts';
import type { ClickUpEvents } from './events.ts';
import type { Task } from './shapes.ts';
import { lists, zone } from './workspace.ts';

/** What somebody does in ClickUp, in the words of our records: name, text, kind of status, day. */
export function changedByHand(
  events: ClickUpEvents,
  task: Task,
  changes: Readonly<Record<string, unknown>>,
): Task {
  const { name, markdown_description: text, status_type: type, due_day: day, archived } = changes;
  const statuses = lists.find(({ id }) => id === task.list)?.statuses ?? [];
  const status = statuses.find((known) => known.type === type)?.status ?? task.status;
  return events.putTask(task, {
    ...{ ...task, status },
    ...(typeof name === 'string' ? { name } : {}),
    ...(typeof text === 'string' ? { content: text } : {}),
    ...(typeof archived === 'boolean' ? { archived } : {}),
    ...(typeof day === 'string'
      ? { due_date: Date.parse(instantOfZoned(`${day}T04:00[${zone}]`) ?? '') }
      : {}),
  });
}
