import type { Call, LookUp } from '../../connector-kit/connector.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import type { ExternalData } from '../../domain/external.ts';
import type { Choice, DiscoveredField } from '../../domain/look-ups.ts';
import { customFields, named, type Settings } from './schema.ts';

const boardsOf = async (call: LookUp): Promise<readonly Choice[]> => {
  const query = { filter: 'open', fields: 'name' };
  const response = await call.send({ method: 'GET', path: '/members/me/boards', query });
  return parseResponse(response, named, 'The boards').map(({ id, name }) => ({ id, label: name }));
};

/** What this account can see: boards, then the lists of the chosen ones. */
export const choices = {
  boardIds: boardsOf,
  async listId(call: LookUp, { boardIds }: ExternalData): Promise<readonly Choice[]> {
    const chosen = Array.isArray(boardIds) ? boardIds.map(String) : [];
    const names = new Map((await boardsOf(call)).map(({ id, label }) => [id, label]));
    const found: Choice[] = [];
    for (const board of chosen) {
      const path = `/boards/${encodeURIComponent(board)}/lists`;
      const response = await call.send({ method: 'GET', path, query: { filter: 'open', fields: 'name' } });
      for (const { id, name } of parseResponse(response, named, 'The lists'))
        found.push({ id, label: `${names.get(board) ?? board}: ${name}` });
    }
    return found;
  },
};

const types: { readonly [type: string]: DiscoveredField['type'] } = {
  text: 'text',
  number: 'number',
  date: 'instant',
  checkbox: 'boolean',
  list: 'choice',
};

/** The list of a card, and the custom fields of the boards. */
export async function discoverFields(
  call: Call<Settings>,
  stream: string,
): Promise<readonly DiscoveredField[]> {
  if (stream !== 'cards') return [];
  const options = await choices.listId(call, { boardIds: call.settings.boardIds });
  const found: DiscoveredField[] = [
    { path: 'idList', label: 'List', type: 'choice', writable: true, options },
  ];
  for (const board of call.settings.boardIds) {
    const response = await call.send({ method: 'GET', path: `/boards/${board}/customFields` });
    for (const field of parseResponse(response, customFields, 'The custom fields'))
      found.push({
        path: `custom_fields.${field.id}`,
        label: field.name,
        type: types[field.type] ?? 'other',
        writable: false,
        ...(field.options === undefined
          ? {}
          : { options: field.options.map(({ id, value }) => ({ id, label: value.text })) }),
      });
  }
  return found;
}
