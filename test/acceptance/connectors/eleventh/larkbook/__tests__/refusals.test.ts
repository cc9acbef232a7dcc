import { expect, test } from 'vitest';
import { answering, example } from './example.ts';

test('a withdrawn key is found inside a 200, wherever a page was expected', async () => {
  const body = { reason: 'key_withdrawn', say: 'This key was withdrawn.' };
  const { system } = answering({ body }, { body });
  await expect(system.list('tasks', { since: null, cursor: null })).rejects.toMatchObject({
    fault: { kind: 'unauthorized', httpStatus: 200 },
  });
});

test('a board that is gone says nothing about its tasks', async () => {
  const { system } = answering({ status: 404, body: { reason: 'no_such_board', say: 'No.' } });
  await expect(system.get('tasks', example.id)).rejects.toMatchObject({ fault: { kind: 'forbidden' } });
});

test.each([
  [404, 'no_such_task'],
  [410, 'buried'],
])('a task that is answered with %i %s is gone', async (status, reason) => {
  const { system } = answering({ status, body: { reason, say: 'No.' } });
  expect(await system.get('tasks', example.id)).toBe('gone');
});

test('the wait is read from the header that Larkbook has for it', async () => {
  const headers = { 'x-lark-rest': '12', 'x-lark-left': '0' };
  const { system } = answering({ status: 429, headers, body: { reason: 'out_of_breath', say: 'Rest.' } });
  await expect(system.get('tasks', example.id)).rejects.toMatchObject({
    fault: { kind: 'rate-limited', retryAfterSeconds: 12 },
  });
});
