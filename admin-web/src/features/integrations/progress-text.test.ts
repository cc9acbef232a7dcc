import { expect, test } from 'vitest';
import { progressOf } from './progress-text.ts';

const job = { jobType: 'INITIAL_IMPORT', status: 'RUNNING', totalRecords: 120, rate: 10 } as const;

test('a run says how far it is where the end is known, and how much it did where not', () => {
  expect(progressOf({ ...job, expectedRecords: 1340 })).toEqual({
    text: 'First import: 120 of 1,340 records',
    share: 120 / 1340,
  });
  expect(progressOf(job)).toEqual({ text: 'First import: 120 records so far', share: undefined });
});

test('a run that finds more than expected never shows more than the whole', () => {
  expect(progressOf({ ...job, expectedRecords: 100 }).share).toBeUndefined();
});

test('a run that waits for its turn says so', () => {
  expect(progressOf({ ...job, status: 'PENDING' }).text).toBe('First import: about to start');
});

test('a run that rests says what it waits for', () => {
  const resting = { ...job, status: 'PENDING' } as const;
  expect(progressOf({ ...resting, heldBy: 'INTEGRATION' }).text).toBe(
    'First import: waits until its integration goes on',
  );
  expect(progressOf({ ...resting, heldBy: 'ADMIN' }).text).toBe(
    'First import: waits until somebody resumes it',
  );
});
