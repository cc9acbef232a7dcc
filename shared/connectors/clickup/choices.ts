import type { LookUp } from '../../connector-kit/connector.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import type { ExternalData } from '../../domain/external.ts';
import type { Choice } from '../../domain/look-ups.ts';
import { fieldsOf } from './custom-fields.ts';
import { ownUser, workspacesOf } from './people.ts';
import { folders, listsOf, spaces } from './schema.ts';

/** Lists stand in Folders of Spaces, or in Spaces themselves. */
async function listChoices({ send }: LookUp, { workspaceId }: ExternalData): Promise<readonly Choice[]> {
  if (typeof workspaceId !== 'string') return [];
  const get = (path: string) => send({ method: 'GET', path, query: { archived: false } });
  const found: Choice[] = [];
  const all = parseResponse(
    await get(`/team/${encodeURIComponent(workspaceId)}/space`),
    spaces,
    'The Spaces',
  );
  for (const { id: space, name } of all.spaces) {
    const inFolders = parseResponse(await get(`/space/${space}/folder`), folders, 'The Folders').folders;
    const alone = parseResponse(await get(`/space/${space}/list`), listsOf, 'The Lists').lists;
    for (const folder of inFolders)
      for (const list of folder.lists)
        found.push({ id: list.id, label: `${name} / ${folder.name} / ${list.name}` });
    for (const list of alone) found.push({ id: list.id, label: `${name} / ${list.name}` });
  }
  return found;
}

/** The fields that can keep a key: texts. */
export const keepsKeys = (type: string): boolean => type === 'short_text' || type === 'text';

export const choices = {
  async workspaceId({ send }: LookUp): Promise<readonly Choice[]> {
    return (await workspacesOf(send)).map(({ id, name }) => ({ id, label: name }));
  },
  listIds: listChoices,
  eventListIds: listChoices,
  async timeZone({ send }: LookUp): Promise<readonly Choice[]> {
    const { timezone } = await ownUser(send);
    return timezone == null ? [] : [{ id: timezone, label: timezone }];
  },
  async keyFieldId(call: LookUp, { listIds }: ExternalData): Promise<readonly Choice[]> {
    const [first] = Array.isArray(listIds) ? listIds.map(String) : [];
    if (first === undefined) return [];
    const fields = (await fieldsOf(call, first)).filter(({ type }) => keepsKeys(type));
    return fields.map(({ id, name }) => ({ id, label: name }));
  },
};
