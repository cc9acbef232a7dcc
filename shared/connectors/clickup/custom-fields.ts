import type { Call, LookUp } from '../../connector-kit/connector.ts';
import type { DiscoveredField } from '../../domain/look-ups.ts';
import { get } from './ask.ts';
import { kindOf, optionsOf } from './custom-values.ts';
import { type Field, fields, list, type Settings } from './schema.ts';
import { listsIn } from './task-streams.ts';

type Sender = Pick<LookUp, 'send'>;
const pathOf = (listId: string): string => `/list/${encodeURIComponent(listId)}`;

export const fieldsOf = async (call: Sender, listId: string): Promise<readonly Field[]> =>
  (await get(call, `${pathOf(listId)}/field`, fields)).fields;

export const listOf = (call: Sender, listId: string) => get(call, pathOf(listId), list);

/** The exact statuses and the custom fields of the Lists, each once. */
export async function discoverFields(
  call: Call<Settings>,
  stream: string,
): Promise<readonly DiscoveredField[]> {
  const lists = listsIn(call.settings, stream);
  const found = new Map<string, DiscoveredField>();
  const names = new Set<string>();
  for (const id of lists) {
    for (const { status } of (await listOf(call, id)).statuses) names.add(status);
    for (const field of await fieldsOf(call, id)) found.set(field.id, described(field, call.settings));
  }
  const options = [...names].map((name) => ({ id: name, label: name }));
  const status = {
    path: 'status.status',
    label: 'Status by its name',
    type: 'choice',
    writable: true,
  } as const;
  return lists.length === 0 ? [] : [{ ...status, options }, ...found.values()];
}

/** The field that holds our key is ours to write. */
function described(field: Field, { keyFieldId }: Settings): DiscoveredField {
  const { type, write } = kindOf(field);
  const options = optionsOf(field).map(({ id, name, label }) => ({ id, label: name ?? label ?? id }));
  return {
    ...{
      path: `custom.${field.id}`,
      label: field.name,
      type,
      writable: write !== undefined && field.id !== keyFieldId,
    },
    ...(options.length === 0 ? {} : { options }),
  };
}
