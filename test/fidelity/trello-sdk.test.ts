import { createTrelloClient } from 'trello.js';
import { createClient } from 'trello.js/core';
import { afterAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { startTrelloSimulator } from '../../shared/connectors/trello/simulator/index.ts';
import { driving } from './support/driving.ts';
import { startTarget } from './support/target.ts';

const now = () => new Date('2026-03-01T10:00:00.000Z');
const trello = await startTrelloSimulator({ tasks: 230, members: 4, now });
const target = await startTarget();
afterAll(async () => {
  target.close();
  await trello.close();
});

const { apiKey, token } = trello.credentials;
const signedIn = { apiKey, apiToken: token, host: trello.baseUrl };
const client = createTrelloClient(signedIn);
const [board = ''] = trello.settings.boardIds;
const { listId } = trello.settings;
const { call, refused } = driving('trello.js');

/** What the client says of a refusal: the status, then the words. */
const wordsOf = (error: unknown): string => z.instanceof(Error).parse(error).message;
const ids = z.array(z.looseObject({ id: z.string() }));

describe('the client of Trello works on the simulator as on Trello', () => {
  it('signs in and finds the boards, their lists, people and custom fields', async () => {
    expect(await call(() => client.members.getMember({ id: 'me' }))).toMatchObject({
      fullName: 'Sync account',
    });
    const boards = await call(() => client.members.getMemberBoards({ id: 'me' }));
    expect(boards.map(({ id }) => id)).toEqual([board]);
    expect(await call(() => client.boards.getBoard({ id: board }))).toMatchObject({ name: 'Neighbourhood' });
    const lists = await call(() => client.boards.getBoardLists({ id: board }));
    expect(lists.map(({ name }) => name)).toEqual(['To do', 'Doing', 'Done']);
    const people = await call(() => client.boards.getBoardMemberships({ id: board, member: true }));
    expect(people).toHaveLength(4);
    expect(people[0]?.member?.fullName).toMatch(/\w+ \w+/);
    const fields = await call(() => client.boards.getBoardCustomFields({ id: board }));
    expect(fields.map(({ type }) => type)).toEqual(['text']);
  });

  it('reads all cards of a board at once and, page by page, from the newest back', async () => {
    const whole = await call(() => client.boards.getBoardCardsByFilter({ id: board, filter: 'all' }));
    expect(new Set(whole.map(({ id }) => id)).size).toBe(230);
    const core = createClient(signedIn);
    const found: string[] = [];
    for (let before: string | undefined; ; before = found.at(-1)) {
      const searchParams = { limit: 100, before, fields: 'name' };
      const page = ids.parse(
        await call(() => core.sendRequest({ url: `/boards/${board}/cards/all`, searchParams })),
      );
      found.push(...page.map(({ id }) => id));
      if (page.length < 100) break;
    }
    expect(found).toEqual(whole.map(({ id }) => id));
  });

  it('creates, changes, reads back, archives and deletes a card', async () => {
    const given = { idList: listId, name: 'Paint the fence', desc: 'Green', due: '2026-04-01T12:00:00Z' };
    const made = await call(() => client.cards.createCard(given));
    expect(made).toMatchObject({ name: 'Paint the fence', closed: false, due: new Date(given.due) });
    const { id } = made;
    const changed = { name: 'Paint the gate', dueComplete: true };
    expect(await call(() => client.cards.updateCard({ id, ...changed }))).toMatchObject(changed);
    expect(await call(() => client.cards.getCard({ id, customFieldItems: true }))).toMatchObject({
      ...{ ...changed, id, desc: 'Green', idList: listId, idBoard: board },
      customFieldItems: [],
    });
    expect(await call(() => client.cards.updateCard({ id, closed: true }))).toMatchObject({ closed: true });
    const open = await call(() => client.boards.getBoardCards({ id: board }));
    const closed = await call(() => client.boards.getBoardCardsByFilter({ id: board, filter: 'closed' }));
    expect([open.length, closed.map((card) => card.id)]).toEqual([230, [id]]);
    await call(() => client.cards.deleteCard({ id }));
    expect(wordsOf(await refused(() => client.cards.getCard({ id })))).toContain('404');
  });

  it('reads back who did what on the board, newest first and no more than asked for', async () => {
    const made: string[] = [];
    for (const name of ['One', 'Two', 'Three'])
      made.unshift((await call(() => client.cards.createCard({ idList: listId, name }))).id);
    const asked = { boardId: board, filter: 'createCard' };
    const cardOf = ({ data }: { readonly data: unknown }) =>
      z.object({ card: z.object({ id: z.string() }) }).parse(data).card.id;
    const newest = await call(() => client.boards.getBoardActions({ ...asked, limit: 2 }));
    expect(newest.map(cardOf)).toEqual(made.slice(0, 2));
    const before = newest.at(-1)?.id;
    const older = await call(() => client.boards.getBoardActions({ ...asked, limit: 1, before }));
    expect(older.map(cardOf)).toEqual(made.slice(2));
  });

  it('creates a webhook once its address answers, sees it active and deletes it', async () => {
    const given = { idModel: board, callbackURL: `${target.url}/trello`, description: 'BritePool' };
    const { id } = await call(() => client.webhooks.createWebhook(given));
    expect(wordsOf(await refused(() => client.webhooks.createWebhook(given)))).toContain('400');
    expect(await call(() => client.webhooks.getWebhook({ id }))).toMatchObject({
      active: true,
      idModel: board,
    });
    await call(() => client.webhooks.deleteWebhook({ id }));
    expect(wordsOf(await refused(() => client.webhooks.getWebhook({ id })))).toContain('404');
    const closed = { ...given, callbackURL: 'http://127.0.0.1:1/closed' };
    expect(wordsOf(await refused(() => client.webhooks.createWebhook(closed)))).toContain('400');
  });

  it('is refused with a token that was revoked, a list and a card that do not exist', async () => {
    const stranger = createTrelloClient({ ...signedIn, apiToken: 'revoked' });
    expect(wordsOf(await refused(() => stranger.boards.getBoard({ id: board })))).toMatch(
      /401.*invalid token/,
    );
    const nowhere = { idList: '5f0000000000000000000bad', name: 'Lost' };
    expect(wordsOf(await refused(() => client.cards.createCard(nowhere)))).toContain('400');
    const gone = { id: '5f0000000000000000000bad' };
    expect(wordsOf(await refused(() => client.cards.getCard(gone)))).toContain('404');
    expect(wordsOf(await refused(() => client.cards.getCard({ id: 'no-id' })))).toMatch(/400.*invalid id/);
  });
});
