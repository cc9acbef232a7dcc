import { describe, expect, test } from 'vitest';
import { limits } from '../../shared/config/limits.ts';
import { mostKept } from '../../shared/domain/attempts.ts';
import { afterFailedTry } from '../../shared/domain/attempts-log.ts';
import { triesInQueue } from '../../shared/domain/backoff.ts';
import { logEntry, type SyncLog } from '../../shared/domain/sync-log.ts';
import { aChange } from '../contract/support/samples.ts';

const down = { kind: 'unavailable', message: 'It does not answer.', httpStatus: 503 } as const;
const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 10, minute)).toISOString();
const change = aChange();

const failing = (times: number): SyncLog => {
  let told: SyncLog | undefined;
  for (let minute = 0; minute < times; minute++)
    told = afterFailedTry(told, change, { fault: down, at: at(minute), nextTryAt: at(minute + 1) });
  if (told === undefined) throw new Error('Nothing failed.');
  return told;
};

describe('the entry of a change whose tries fail', () => {
  test('tells of each try when it was, what went wrong, and when the next one follows', () => {
    expect(failing(2)).toMatchObject({
      ...{ id: change.logId, outcome: 'held', fault: down, retryCount: 1 },
      attempts: [
        { at: at(0), kind: 'unavailable', sentence: down.message, httpStatus: 503, nextTryAt: at(1) },
        { at: at(1), nextTryAt: at(2) },
      ],
    });
  });

  test('keeps the newest ten and counts all', () => {
    const { attempts = [], retryCount } = failing(14);
    expect([attempts.length, retryCount]).toEqual([mostKept, 13]);
    expect([attempts[0]?.at, attempts.at(-1)?.at]).toEqual([at(4), at(13)]);
  });

  test('still tells what an earlier try had changed before it failed', () => {
    const details = { operation: 'UPDATE', resourceId: 't-1', externalId: '1', startedAt: at(0), at: at(0) };
    const changes = [{ field: 'title', before: 'A', after: 'B', from: 'external', rule: 'r' }] as const;
    const told = logEntry(change, { ...details, operation: 'UPDATE', outcome: 'applied', changes });
    const after = afterFailedTry(told, change, { fault: down, at: at(1) });
    expect(after).toMatchObject({ outcome: 'held', resourceId: 't-1', externalId: '1', changes });
  });
});

test('the queue hands a change out as often as it is tried, and not more often', () => {
  expect(triesInQueue).toBe(limits.maxReceiveCount);
});
