import type { Call } from '../../connector-kit/connector.ts';
import type { ExternalData } from '../../domain/external.ts';
import { ask } from './ask.ts';
import { fieldsOf } from './custom-fields.ts';
import { settingOf } from './custom-values.ts';
import { present } from './gone.ts';
import { pathOf, readTask, tasksAt } from './read-task.ts';
import { made, type Settings, type Task } from './schema.ts';
import { statusIn } from './statuses.ts';
import { bodyOf, isObject, tagsIn } from './task-body.ts';

/** The whole task, as any reader gets it: the answer to a change holds no Markdown, and not what came after it. */
const readBack = async (call: Call<Settings>, id: string): Promise<Task> => present(await readTask(call, id));

export async function createTask(
  call: Call<Settings>,
  listId: string,
  data: ExternalData,
  key: string,
): Promise<Task> {
  const { keyFieldId } = call.settings;
  const stamp = keyFieldId === undefined ? [] : [{ id: keyFieldId, value: key }];
  const set = (await customIn(call, listId, data)).flatMap(({ id, to }) =>
    to === 'clear' ? [] : { id, ...to },
  );
  const { assignee, tags } = data;
  const body = {
    ...bodyOf(call.settings, data, 'create'),
    ...(await statusIn(call, listId, data)),
    ...(assignee == null ? {} : { assignees: [Number(assignee)] }),
    ...(tags == null ? {} : { tags: tagsIn(tags) }),
    custom_fields: [...set, ...stamp],
  };
  const { id } = await ask(call, { method: 'POST', path: tasksAt(listId), body }, made);
  return readBack(call, id);
}

/** Values whose change depends on what stands there now. */
const dependent = ['assignee', 'tags', 'status_type', 'custom'];

export async function updateTask(call: Call<Settings>, id: string, data: ExternalData): Promise<Task> {
  const before = dependent.some((name) => Object.hasOwn(data, name)) ? await readBack(call, id) : undefined;
  const listId = before?.list.id ?? '';
  const body = {
    ...bodyOf(call.settings, data, 'update'),
    ...(await statusIn(call, listId, data, before)),
    ...(before === undefined ? {} : assigneesIn(data, before)),
  };
  if (Object.keys(body).length > 0) await call.send({ method: 'PUT', path: pathOf(id), body });
  if (before !== undefined && data.tags !== undefined) await retag(call, before, tagsIn(data.tags));
  for (const { id: field, to } of await customIn(call, listId, data)) {
    const path = `${pathOf(id)}/field/${encodeURIComponent(field)}`;
    await call.send(to === 'clear' ? { method: 'DELETE', path } : { method: 'POST', path, body: to });
  }
  return readBack(call, id);
}

/** BritePool knows one person for a task: the first. Further ones stay with it. */
function assigneesIn({ assignee }: ExternalData, before: Task): object {
  if (assignee === undefined) return {};
  const [first] = before.assignees;
  const add = assignee === null ? [] : [Number(assignee)];
  const rem = first === undefined || add.includes(first.id) ? [] : [first.id];
  return { assignees: { add, rem } };
}

/** A change of a task takes no tags: each is put on and taken off by a request of its own. */
async function retag(call: Call<Settings>, before: Task, wanted: readonly string[]): Promise<void> {
  const there = before.tags.map(({ name }) => name);
  const send = (method: 'POST' | 'DELETE', tag: string) =>
    call.send({ method, path: `${pathOf(before.id)}/tag/${encodeURIComponent(tag)}` });
  for (const tag of wanted) if (!there.includes(tag)) await send('POST', tag);
  for (const tag of there) if (!wanted.includes(tag)) await send('DELETE', tag);
}

async function customIn(call: Call<Settings>, listId: string, { custom }: ExternalData) {
  if (!isObject(custom) || Object.keys(custom).length === 0) return [];
  const fields = await fieldsOf(call, listId);
  return Object.entries(custom).map(([id, value]) => ({
    id,
    to: settingOf(fields, id, value, call.settings.timeZone),
  }));
}
