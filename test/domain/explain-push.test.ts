import { describe, expect, test } from 'vitest';
import { withAnswer, withHeld, withoutPush } from '../../shared/domain/explain-push.ts';
import type { Fault } from '../../shared/domain/fault.ts';
import type { FieldExplanation, SyncLog } from '../../shared/domain/sync-log.ts';
import { aLog } from '../contract/support/samples.ts';

const taken: FieldExplanation = { field: 'title', before: 'A', after: 'B', from: 'external', rule: 'theirs' };
const sent: FieldExplanation = { field: 'tags', before: null, after: ['x'], from: 'local', rule: 'ours' };
const merged: FieldExplanation = { field: 'notes', before: 'A', after: 'A | B', from: 'merge', rule: 'both' };
const entry = (changes: readonly FieldExplanation[], more: Partial<SyncLog> = {}): SyncLog =>
  aLog('int-1', { changes, waiting: [{ field: 'status', reason: 'unknown' }], ...more });

describe('a push of which some fields cannot be expressed over there', () => {
  const noTags = [{ field: 'tags', reason: 'an item holds a comma' }];

  test('tells that these fields wait and why, and no longer that they were sent', () => {
    const log = withHeld(entry([taken, sent, merged]), noTags);
    expect(log.changes).toEqual([taken, merged]);
    expect(log.waiting).toEqual([{ field: 'status', reason: 'unknown' }, noTags[0]]);
    expect([log.outcome, log.status]).toEqual(['applied', 'PARTIAL_SUCCESS']);
  });

  test('keeps what the same field took in: that has happened here', () => {
    const cameIn = { ...sent, from: 'external' as const };
    expect(withHeld(entry([cameIn]), noTags).changes).toEqual([cameIn]);
  });

  test('is held, not applied, when nothing else moved', () => {
    expect(withHeld(entry([sent]), noTags)).toMatchObject({ outcome: 'held', changes: [] });
  });

  test('stays what it was when it was not applied anyway', () => {
    expect(withHeld(entry([sent], { outcome: 'conflict' }), noTags).outcome).toBe('conflict');
  });

  test('still tells of a conflict that waits for a person', () => {
    const log = withHeld(entry([taken], { status: 'CONFLICT_PENDING' }), noTags);
    expect(log.status).toBe('CONFLICT_PENDING');
  });

  test('says the same as before when every field can be expressed', () => {
    const log = entry([taken, sent]);
    expect(withHeld(log, [])).toBe(log);
  });
});

describe('a push that the other system did not take', () => {
  const fault: Fault = { kind: 'unavailable', message: 'Asana does not answer.' };
  const log = withoutPush(entry([taken, sent, merged], { status: 'SUCCESS' }), fault);

  test('is held, with the failure', () => {
    expect(log).toMatchObject({ outcome: 'held', status: 'PARTIAL_SUCCESS', fault });
  });

  test('claims only what was written here, and says of the rest that it was not sent yet', () => {
    expect(log.changes).toEqual([taken]);
    expect(log.waiting).toEqual([
      { field: 'status', reason: 'unknown' },
      { field: 'tags', reason: 'not sent yet: Asana does not answer.' },
      { field: 'notes', reason: 'not sent yet: Asana does not answer.' },
    ]);
  });
});

test('what the other system made of the values stands behind what was sent', () => {
  const trimmed: FieldExplanation = { ...taken, before: ' B', after: 'B', rule: 'kept in this form' };
  const log = entry([sent]);
  expect(withAnswer(log, [trimmed])).toEqual({ ...log, changes: [sent, trimmed] });
});
