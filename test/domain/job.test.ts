import { expect, test } from 'vitest';
import { isOver, isPaused, jobStatuses } from '../../shared/domain/job.ts';

test('a run is over when it was completed, failed or was cancelled, and may go on before', () => {
  expect(jobStatuses.filter(isOver)).toEqual(['COMPLETED', 'FAILED', 'CANCELLED']);
});

test('only a run that waits for an admin is paused', () => {
  expect(jobStatuses.filter((status) => isPaused({ status }))).toEqual(['PENDING']);
});
