import type { Call } from '../../connector-kit/connector.ts';
import type { ExternalRecord } from '../../domain/external.ts';
import { valuesOf } from './custom-values.ts';
import { dayAt, instantOf } from './days.ts';
import type { Settings, Task } from './schema.ts';

/** A task with its times as days and moments besides, and without what is the same for every task of its List. */
export function toRecord({ settings }: Pick<Call<Settings>, 'settings'>, task: Task): ExternalRecord {
  const { timeZone: zone, keyFieldId } = settings;
  const custom = valuesOf(task.custom_fields, zone);
  const key = keyFieldId === undefined ? undefined : custom[keyFieldId];
  const notes = task.markdown_description?.trim() ?? '';
  const assignees = task.assignees.map(({ id }) => String(id));
  return {
    id: task.id,
    updatedAt: new Date(task.date_updated).toISOString(),
    ...(typeof key === 'string' ? { ownKey: key } : {}),
    data: {
      ...{ id: task.id, name: task.name, markdown_description: notes === '' ? null : notes },
      ...{ status: { status: task.status.status }, status_type: task.status.type },
      priority: task.priority?.priority ?? null,
      ...{ due_day: dayAt(task.due_date, zone), start_day: dayAt(task.start_date, zone) },
      ...{ due_at: instantOf(task.due_date), start_at: instantOf(task.start_date), time_zone: zone },
      ...{ assignees, assignee: assignees[0] ?? null, tags: task.tags.map(({ name }) => name).sort() },
      time_estimate: task.time_estimate ?? null,
      archived: task.archived === true,
      ...{ list: { id: task.list.id, name: task.list.name ?? null }, custom },
    },
  };
}
