import { expect, test } from 'vitest';
import { answering, example } from './example.ts';

const board = 'https://larkbook.invalid/2/boards/b_1';

test('a key is its two halves in one header', async () => {
  const { system, sent } = answering({ body: example });
  await system.get('tasks', example.id);
  expect(sent[0]?.headers['x-lark-key']).toBe('R-2041~a-song');
});

test('a list asks from the second before, because the parameter leaves its own second out', async () => {
  const { system, sent } = answering({ body: { tasks: [example], more: false, token: null } });
  const page = await system.list('tasks', { since: '2026-03-01T09:30:00.700Z', cursor: null });
  expect(sent[0]?.url.href).toBe(`${board}/tasks?per=50&changed_after=2026-03-01T09%3A29%3A59Z`);
  expect(page.records).toMatchObject([{ id: 't_000017', updatedAt: '2026-03-01T09:30:00.000Z' }]);
});

test('after the last page of tasks comes the graveyard, page by page', async () => {
  const graves = [{ id: 't_000012', buried: '2026-03-01T11:02:40Z' }];
  const { system, sent } = answering(
    { body: { tasks: [], more: false, token: null } },
    { body: { graves, more: true, token: 'next-one' } },
    { body: { graves: [], more: false, token: null } },
  );
  const since = '2026-03-01T09:30:00.000Z';
  const first = await system.list('tasks', { since, cursor: null });
  const second = await system.list('tasks', { since, cursor: first.next });
  const third = await system.list('tasks', { since, cursor: second.next });
  expect([second.deletedIds, third.next]).toEqual([['t_000012'], null]);
  const asked = `${board}/graveyard?per=50&buried_after=2026-03-01T09%3A29%3A59Z`;
  expect(sent.slice(1).map(({ url }) => url.href)).toEqual([asked, `${asked}&token=next-one`]);
});

test('an end that is said by halves is no end', async () => {
  const { system } = answering({ body: { tasks: [], more: true, token: null } });
  await expect(system.list('tasks', { since: null, cursor: null })).rejects.toMatchObject({
    fault: { kind: 'drifted' },
  });
});

test('a change sends the whole task, with what nothing is mapped onto and without what Larkbook sets', async () => {
  const { system, sent } = answering({ body: example }, { body: { ...example, state: 'done' } });
  await system.update('tasks', example.id, { state: 'done' });
  expect(sent[1]?.method).toBe('PUT');
  expect(JSON.parse(sent[1]?.body ?? '')).toEqual({
    title: 'Peel onions',
    notes: 'Ten kilos',
    state: 'done',
    due: '2026-04-01',
    assignee: 'p_4',
    seats: 2,
    shift: 'morning',
  });
});

test('a task without a title is not even sent', async () => {
  const { system, sent } = answering();
  await expect(system.create('tasks', { notes: 'Ten kilos' }, 'key-1')).rejects.toMatchObject({
    fault: { kind: 'rejected', pointer: '/title' },
  });
  expect(sent).toEqual([]);
});
