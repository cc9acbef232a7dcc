import type { LookUp } from '../../connector-kit/connector.ts';
import type { ExternalData } from '../../domain/external.ts';
import type { Choice } from '../../domain/look-ups.ts';
import { get } from './ask.ts';
import { fieldsOf } from './custom-fields.ts';
import { ownUser, workspacesOf } from './people.ts';
import { folders, listsOf, spaces } from './schema.ts';

const query = { archived: false };

/** Lists stand in Folders of Spaces, or in Spaces themselves. */
async function listChoices(call: LookUp, { workspaceId }: ExternalData): Promise<readonly Choice[]> {
  if (typeof workspaceId !== 'string') return [];
  const found: Choice[] = [];
  const all = await get(call, `/team/${encodeURIComponent(workspaceId)}/space`, spaces, query);
  for (const { id, name } of all.spaces) {
    const { folders: within } = await get(call, `/space/${id}/folder`, folders, query);
    const alone = { name: '', ...(await get(call, `/space/${id}/list`, listsOf, query)) };
    for (const folder of [...within, alone])
      for (const list of folder.lists)
        found.push({ id: list.id, label: [name, folder.name, list.name].filter(Boolean).join(' / ') });
  }
  return found;
}

/** The fields that can keep a key: texts. */
export const keepsKeys = (type: string): boolean => type === 'short_text' || type === 'text';

export const choices = {
  async workspaceId(call: LookUp): Promise<readonly Choice[]> {
    return (await workspacesOf(call)).map(({ id, name }) => ({ id, label: name }));
  },
  listIds: listChoices,
  eventListIds: listChoices,
  async timeZone(call: LookUp): Promise<readonly Choice[]> {
    const { timezone } = await ownUser(call);
    return timezone == null ? [] : [{ id: timezone, label: timezone }];
  },
  async keyFieldId(call: LookUp, { listIds }: ExternalData): Promise<readonly Choice[]> {
    const [first] = Array.isArray(listIds) ? listIds.map(String) : [];
    if (first === undefined) return [];
    const fields = (await fieldsOf(call, first)).filter(({ type }) => keepsKeys(type));
    return fields.map(({ id, name }) => ({ id, label: name }));
  },
};
