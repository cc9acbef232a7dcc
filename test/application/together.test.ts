import { expect, test } from 'vitest';
import { together } from '../../shared/application/concurrency.ts';

test('what is done together ends together: a failure is told only after everything else has ended', async () => {
  const ended: string[] = [];
  const slow = Promise.resolve()
    .then(() => undefined)
    .then(() => undefined)
    .then(() => ended.push('slow'));
  const failing = Promise.reject(new Error('The queue is full.'));
  await expect(together([failing, slow])).rejects.toThrow('The queue is full.');
  expect(ended).toEqual(['slow']);
});

test('what is done together answers in order', async () => {
  expect(await together([Promise.resolve(1), 'two', Promise.resolve([3])])).toEqual([1, 'two', [3]]);
});
