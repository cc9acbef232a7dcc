import type { Task, User } from './shapes.ts';
import type { ClickUpState } from './state.ts';
import { customFields, folderId, lists, spaceId, workspaceId } from './workspace.ts';

const priorities = ['urgent', 'high', 'normal', 'low'];
const text = (moment: number | null): string | null => (moment === null ? null : String(moment));

export const personView = ({ id, username, email }: User) => ({
  ...{ id, username, email, color: '#7b68ee', initials: username.slice(0, 1), profilePicture: null },
});

export const statusOf = ({ list, status }: Task) =>
  lists.find(({ id }) => id === list)?.statuses.find((known) => known.status === status);

/** A task as every address shows it; Markdown only where it is asked for. */
export function taskView(state: ClickUpState, task: Task, query: URLSearchParams) {
  const list = lists.find(({ id }) => id === task.list);
  const { content, priority } = task;
  return {
    ...{ id: task.id, custom_id: null, custom_item_id: 0, name: task.name, archived: task.archived },
    ...{ text_content: content, description: content.replaceAll('**', '') },
    ...(query.get('include_markdown_description') === 'true' ? { markdown_description: content } : {}),
    ...{ status: statusOf(task), orderindex: '1.0', date_created: String(task.date_created) },
    ...{ date_updated: String(task.date_updated), date_closed: null, date_done: null },
    ...{ creator: personView(state.own), watchers: [], checklists: [], parent: null },
    assignees: task.assignees.flatMap((id) => {
      const found = state.users.get(id);
      return found === undefined ? [] : [personView(found)];
    }),
    tags: task.tags.map((name) => ({ name, tag_fg: '#fff', tag_bg: '#000', creator: state.own.id })),
    priority:
      priority === null
        ? null
        : { id: String(priority), priority: priorities[priority - 1], color: '#f50000', orderindex: '1' },
    ...{ due_date: text(task.due_date), start_date: text(task.start_date), points: null },
    ...{ time_estimate: task.time_estimate, ...timeSpent(state, task), dependencies: [], linked_tasks: [] },
    custom_fields: customFields.map((field) => ({
      ...{ ...field, date_created: '1760000000000', hide_from_guests: false, required: false },
      ...(task.custom[field.id] === undefined ? {} : { value: task.custom[field.id] }),
    })),
    ...{ team_id: workspaceId, url: `https://app.clickup.com/t/${task.id}`, permission_level: 'create' },
    list: { id: task.list, name: list?.name ?? '', access: true },
    ...{
      folder: { id: folderId, name: 'Neighbourhood', hidden: false, access: true },
      space: { id: spaceId },
    },
  };
}

function timeSpent(state: ClickUpState, { id }: Task) {
  const own = [...state.entries.values()].filter(({ task, duration }) => task === id && duration > 0);
  return own.length === 0 ? {} : { time_spent: own.reduce((sum, { duration }) => sum + duration, 0) };
}
