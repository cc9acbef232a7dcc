import { ApiClient, ClientError } from '@mondaydotcomorg/api';
import { afterAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { startMondaySimulator } from '../../shared/connectors/monday/simulator/index.ts';
import { driving } from './support/driving.ts';
import { startTarget } from './support/target.ts';

const now = () => new Date('2026-11-02T10:00:00.000Z');
const monday = await startMondaySimulator({ tasks: 230, members: 4, now });
const target = await startTarget();
afterAll(async () => {
  target.close();
  await monday.close();
});

const connection = { apiVersion: '2026-10', endpoint: `${monday.baseUrl}/v2` };
const client = new ApiClient({ ...connection, token: monday.credentials.token });
const { operations } = client;
const [boardId = ''] = monday.settings.boardIds;
const { call, refused } = driving('@mondaydotcomorg/api');

const items = z.object({ cursor: z.nullable(z.string()), items: z.array(z.object({ id: z.string() })) });
/** The status of a refusal and the code that monday.com names. */
function refusalOf(error: unknown) {
  const { response } = z.instanceof(ClientError).parse(error);
  return { status: response.status, code: response.errors?.[0]?.extensions.code };
}
const ask = (query: string, variables: object = {}) => call(() => client.request<unknown>(query, variables));

describe('the client of monday.com works on the simulator as on monday.com', () => {
  it('signs in and finds the account, the boards and their groups', async () => {
    expect(await call(() => operations.getMeOp())).toMatchObject({ me: { name: 'Sync account' } });
    const groups = await call(() => operations.getBoardGroupsOp({ ids: [boardId] }));
    expect(groups.boards?.[0]?.groups?.map((group) => group?.id)).toEqual(['topics', 'group_later']);
    const answer = await ask('{ account { slug } boards(limit: 50) { id name columns { id title type } } }');
    expect(answer).toMatchObject({ account: { slug: 'neighbourhood' }, boards: [{ id: boardId }, {}, {}] });
    expect(await ask('{ users(limit: 100) { id name email status } }')).toMatchObject({
      users: Array.from({ length: 4 }, () => ({ status: 'ACTIVE' })),
    });
  });

  it('reads all items of a board over all pages, each once', async () => {
    const first = await ask(
      'query ($ids: [ID!]) { boards(ids: $ids) { items_page(limit: 100) { cursor items { id } } } }',
      { ids: [boardId] },
    );
    const start = z.object({ boards: z.tuple([z.object({ items_page: items })]) }).parse(first);
    const found = start.boards[0].items_page.items;
    for (let { cursor } = start.boards[0].items_page; cursor !== null; ) {
      const next = await ask(
        'query ($cursor: String!) { next_items_page(cursor: $cursor, limit: 100) { cursor items { id } } }',
        { cursor },
      );
      const page = z.object({ next_items_page: items }).parse(next).next_items_page;
      found.push(...page.items);
      cursor = page.cursor;
    }
    expect(new Set(found.map(({ id }) => id)).size).toBe(230);
    expect(found).toHaveLength(230);
    const unpaged = await call(() => operations.getBoardItemsOp({ ids: [boardId] }));
    expect(unpaged.boards?.[0]?.items_page.items).toHaveLength(25);
  });

  it('creates, changes, reads back and deletes an item', async () => {
    const given = { boardId, groupId: 'topics', itemName: 'Paint the fence' };
    const made = await call(() => operations.createItemOp(given));
    const itemId = made.create_item?.id ?? '';
    const columnValues = JSON.stringify({ project_status: { label: 'Done' }, date4: { date: '2026-12-01' } });
    const changed = await call(() =>
      operations.changeMultipleColumnValuesOp({ boardId, itemId, columnValues }),
    );
    expect(changed.change_multiple_column_values).toMatchObject({ id: itemId, name: 'Paint the fence' });
    const name = { boardId, itemId, columnId: 'name', value: 'Paint the gate' };
    await call(() => operations.changeSimpleColumnValueOp(name));
    const chairs = { boardId, itemId, columnId: 'numeric_mkz2', value: JSON.stringify('12') };
    await call(() => operations.changeColumnValueOp(chairs));
    const read = `query ($ids: [ID!]) { items(ids: $ids, exclude_nonactive: true) { name column_values(ids: ["project_status", "date4", "numeric_mkz2"]) {
      ... on StatusValue { label is_done } ... on DateValue { date } ... on NumbersValue { number } } } }`;
    expect(await ask(read, { ids: [itemId] })).toEqual({
      items: [
        {
          name: 'Paint the gate',
          column_values: [{ label: 'Done', is_done: true }, { date: '2026-12-01' }, { number: 12 }],
        },
      ],
    });
    await ask('mutation ($id: ID!) { delete_item(item_id: $id) { id } }', { id: itemId });
    expect(await ask(read, { ids: [itemId] })).toEqual({ items: [] });
  });

  it('creates a webhook over the challenge, sees it listed and deletes it', async () => {
    const create =
      'mutation ($board: ID!, $url: String!) { create_webhook(board_id: $board, url: $url, event: create_item) { id board_id } }';
    const made = await ask(create, { board: boardId, url: `${target.url}/monday` });
    const { id } = z.object({ create_webhook: z.object({ id: z.string() }) }).parse(made).create_webhook;
    const list = 'query ($board: ID!) { webhooks(board_id: $board) { id event } }';
    expect(await ask(list, { board: boardId })).toEqual({ webhooks: [{ id, event: 'create_item' }] });
    await ask('mutation ($id: ID!) { delete_webhook(id: $id) { id } }', { id });
    expect(await ask(list, { board: boardId })).toEqual({ webhooks: [] });
    const silent = { board: boardId, url: 'http://127.0.0.1:1/silent' };
    expect(refusalOf(await refused(() => client.request(create, silent)))).toMatchObject({ status: 200 });
  });

  it('keeps teams and their people', async () => {
    const people = await ask('{ users { id } }');
    const { users } = z.object({ users: z.array(z.object({ id: z.string() })).min(2) }).parse(people);
    const create =
      'mutation ($input: CreateTeamAttributesInput!) { create_team(input: $input) { id name users { id } } }';
    const [one, other] = users.map(({ id }) => id);
    const made = await ask(create, { input: { name: 'Gardeners', subscriber_ids: [one] } });
    const { id } = z.object({ create_team: z.object({ id: z.string() }) }).parse(made).create_team;
    await ask(
      'mutation ($team: ID!, $people: [ID!]!) { add_users_to_team(team_id: $team, user_ids: $people) { successful_users { id } failed_users { id } } }',
      { team: id, people: [other] },
    );
    expect(await ask('query ($ids: [ID!]) { teams(ids: $ids) { users { id } } }', { ids: [id] })).toEqual({
      teams: [{ users: [{ id: one }, { id: other }] }],
    });
    await ask('mutation ($id: ID!) { delete_team(team_id: $id) { id } }', { id });
  });

  it('is refused with a token that was revoked, and before any work where the question is no question', async () => {
    const stranger = new ApiClient({ ...connection, token: 'revoked' });
    expect(refusalOf(await refused(() => stranger.operations.getMeOp()))).toMatchObject({ status: 401 });
    expect(refusalOf(await refused(() => client.request('{ me { shoe_size } }')))).toMatchObject({
      status: 400,
    });
    const unserved = new ApiClient({ ...connection, token: monday.credentials.token, apiVersion: '2020-01' });
    expect(refusalOf(await refused(() => unserved.operations.getMeOp()))).toEqual({
      status: 200,
      code: 'InvalidVersionException',
    });
  });

  it('hears with a success of HTTP what went wrong with an item that is not there, a board and a value', async () => {
    const nobody = { boardId, itemId: '1', columnValues: '{}' };
    expect(refusalOf(await refused(() => operations.changeMultipleColumnValuesOp(nobody)))).toEqual({
      status: 200,
      code: 'ResourceNotFoundException',
    });
    const nowhere = { boardId: '1', groupId: 'topics', itemName: 'Lost' };
    expect(refusalOf(await refused(() => operations.createItemOp(nowhere)))).toEqual({
      status: 200,
      code: 'InvalidBoardIdException',
    });
    const made = await call(() => operations.createItemOp({ boardId, groupId: 'topics', itemName: 'Mow' }));
    const itemId = made.create_item?.id ?? '';
    const columnValues = JSON.stringify({ project_status: { label: 'Sleeping' } });
    const unknown = { boardId, itemId, columnValues };
    expect(refusalOf(await refused(() => operations.changeMultipleColumnValuesOp(unknown)))).toEqual({
      status: 200,
      code: 'ColumnValueException',
    });
  });
});
