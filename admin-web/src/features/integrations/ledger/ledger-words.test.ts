import { expect, test } from 'vitest';
import { accountText, missingText } from './ledger-words.ts';

const nothing = { received: 0, ended: {}, inFlight: 0, missing: 0 };

test('a day is told by what became of its changes, and the numbers add up', () => {
  const ended = { applied: 1200, unchanged: 10, echo: 3, duplicate: 1, held: 2, dead: 1 };
  expect(accountText({ received: 1221, ended, inFlight: 4, missing: 0 })).toBe(
    '1,221 changes received in the last 24 hours: 1,200 applied, 14 with nothing left to do, 2 waiting for somebody or something, 1 set aside, 4 on their way and none lost.',
  );
});

test('what is missing is said, however few there are', () => {
  expect(accountText({ ...nothing, received: 1, missing: 1 })).toBe(
    '1 change received in the last 24 hours: one missing.',
  );
});

test('a day without changes is told as one', () => {
  expect(accountText(nothing)).toBe('No changes were received in the last 24 hours.');
});

test('a missing change is named by its record and the side on which it happened', () => {
  const one = { logId: 'l', resourceType: 'TASK', recordId: '77', receivedAt: '', cause: 'webhook' } as const;
  expect(missingText({ ...one, side: 'external' }, 'Asana')).toBe('task 77 in Asana');
  expect(missingText({ ...one, side: 'local', recordId: null }, 'Asana')).toBe(
    'task without an id in BritePool',
  );
});
