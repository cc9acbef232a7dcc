import type { Call, StreamOperations } from '../../connector-kit/connector.ts';
import { messageOf } from '../../connector-kit/faults.ts';
import type { HttpResponse } from '../../connector-kit/http.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import type { ExternalData, ExternalPage, ExternalRecord, ReadWindow } from '../../domain/external.ts';
import { FaultError } from '../../domain/fault.ts';
import { withDays, withMoments } from './days.ts';
import { type Card, card, cards, deletions, memberships, person, type Settings } from './schema.ts';

const pageSize = 500;
const fields =
  'name,desc,dueComplete,due,start,idList,idBoard,idMembers,labels,closed,dateLastActivity,shortUrl';
const read = { fields, customFieldItems: true };

function toRecord(call: Call<Settings>, { customFieldItems, ...data }: Card): ExternalRecord {
  const values = (customFieldItems ?? []).flatMap(({ idCustomField, value }) => {
    const [first] = Object.values(value ?? {});
    return first === undefined ? [] : [[idCustomField, first] as const];
  });
  const whole = { ...data, custom_fields: Object.fromEntries(values) };
  return {
    id: data.id,
    data: withDays(whole, call.settings.timeZone),
    updatedAt: new Date(data.dateLastActivity).toISOString(),
  };
}

/** Boards are read one after the other, each from its newest card back; the cursor is the board and the oldest card seen. */
async function listCards(call: Call<Settings>, { since, cursor }: ReadWindow): Promise<ExternalPage> {
  const [position = '0', before = ''] = (cursor ?? '0:').split(':');
  const board = call.settings.boardIds[Number(position)];
  if (board === undefined) return { records: [], deletedIds: [], next: null };
  const response = await call.send({
    method: 'GET',
    path: `/boards/${board}/cards/all`,
    query: { ...read, limit: pageSize, before: before === '' ? undefined : before },
  });
  const page = parseResponse(response, cards, 'The cards of the board');
  const deletedIds = since !== null && before === '' ? await deletedSince(call, board, since) : [];
  const records = page.map((item) => toRecord(call, item));
  return {
    // Trello cannot be asked for changed cards only.
    records: records.filter(({ updatedAt }) => since === null || (updatedAt ?? '') >= since),
    deletedIds,
    next: nextOf(call, Number(position), page),
  };
}

function nextOf({ settings }: Call<Settings>, at: number, page: readonly Card[]): string | null {
  const oldest = page.at(-1);
  if (oldest !== undefined && page.length === pageSize) return `${at}:${oldest.id}`;
  return at + 1 < settings.boardIds.length ? `${at + 1}:` : null;
}

const mostActions = 1000;

/** https://developer.atlassian.com/cloud/trello/guides/rest-api/action-types/: newest first. */
async function deletedSince(call: Call<Settings>, board: string, since: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (let before: string | undefined; ; ) {
    const query = { filter: 'deleteCard', since, before, limit: mostActions };
    const response = await call.send({ method: 'GET', path: `/boards/${board}/actions`, query });
    const actions = parseResponse(response, deletions, 'The deletions of the board');
    found.push(...actions.map(({ data }) => data.card.id));
    before = actions.at(-1)?.id;
    if (actions.length < mostActions || before === undefined) return found;
  }
}

/** 404, or a text that can be no id: in both cases there is no such record. */
const isGone = (response: HttpResponse): boolean =>
  response.status === 404 || (response.status === 400 && response.text.trim() === 'invalid id');

async function getOne<Kind>(
  call: Call<Settings>,
  path: string,
  query: { readonly [name: string]: string | boolean },
  parse: (response: HttpResponse) => Kind,
): Promise<Kind | 'gone'> {
  const response = await call.send({ method: 'GET', path, query }, { accept: [400, 404] });
  if (isGone(response)) return 'gone';
  if (response.status === 400)
    throw new FaultError({ kind: 'rejected', message: messageOf(response), httpStatus: 400 });
  return parse(response);
}

const pathOf = (collection: string, id: string) => `/${collection}/${encodeURIComponent(id)}`;
const cardIn = (call: Call<Settings>, what: string) => (response: HttpResponse) =>
  toRecord(call, parseResponse(response, card, what));

async function writeCard(
  call: Call<Settings>,
  method: 'POST' | 'PUT',
  path: string,
  data: ExternalData,
  what: string,
): Promise<ExternalRecord> {
  const body = withMoments(data, call.settings.timeZone);
  const response = await call.send({ method, path, query: read, body });
  return cardIn(call, what)(response);
}

async function listMembers(call: Call<Settings>, { cursor }: ReadWindow): Promise<ExternalPage> {
  const at = Number(cursor ?? '0');
  const board = call.settings.boardIds[at];
  if (board === undefined) return { records: [], deletedIds: [], next: null };
  const response = await call.send({
    method: 'GET',
    path: `/boards/${board}/memberships`,
    query: { member: true, member_fields: 'fullName,username' },
  });
  const records = parseResponse(response, memberships, 'The members of the board').map(({ member }) => ({
    id: member.id,
    data: member,
  }));
  return { records, deletedIds: [], next: at + 1 < call.settings.boardIds.length ? String(at + 1) : null };
}

export const streams: { readonly [name: string]: StreamOperations<Settings> } = {
  members: {
    list: listMembers,
    get: (call, id) =>
      getOne(call, pathOf('members', id), { fields: 'fullName,username' }, (response) => {
        const data = parseResponse(response, person, 'The member');
        return { id: data.id, data };
      }),
  },
  cards: {
    list: listCards,
    get: (call, id) => getOne(call, pathOf('cards', id), read, cardIn(call, 'The card')),
    create: (call, data) =>
      writeCard(
        call,
        'POST',
        '/cards',
        { ...data, idList: data.idList ?? call.settings.listId },
        'The created card',
      ),
    update: (call, id, data) => writeCard(call, 'PUT', pathOf('cards', id), data, 'The changed card'),
    async delete(call, id) {
      const response = await call.send(
        { method: 'DELETE', path: pathOf('cards', id) },
        { accept: [400, 404] },
      );
      return isGone(response) ? 'gone' : 'deleted';
    },
  },
};
