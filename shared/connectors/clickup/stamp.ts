import type { Call } from '../../connector-kit/connector.ts';
import type { ExternalRecord } from '../../domain/external.ts';
import { get } from './ask.ts';
import { tasksAt, wholeTasks } from './read-task.ts';
import { type Settings, tasks } from './schema.ts';
import { toRecord } from './task-record.ts';

/**
 * The task that an earlier try made with this key, where a field was chosen to keep keys in.
 * https://developer.clickup.com/docs/taskfilters: `==` is the exact match of texts.
 */
export async function findByStamp(
  call: Call<Settings>,
  listId: string | undefined,
  key: string,
): Promise<ExternalRecord | 'none' | 'unsupported'> {
  const { keyFieldId } = call.settings;
  if (keyFieldId === undefined || listId === undefined) return 'unsupported';
  const filter = [{ field_id: keyFieldId, operator: '==', value: key }];
  const query = { ...wholeTasks, page: 0, custom_fields: JSON.stringify(filter) };
  const found = await get(call, tasksAt(listId), tasks, query);
  return found.tasks.map((item) => toRecord(call, item)).find(({ ownKey }) => ownKey === key) ?? 'none';
}
