import { describe, expect, test } from 'vitest';
import { afterSending, afterTaking, bounces } from '../../shared/domain/bounce.ts';
import type { Turn } from '../../shared/domain/mapping.ts';
import { type Actor, draft } from '../../shared/domain/record.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 10, minute)).toISOString();
const writtenBy = (by: Actor) =>
  draft({ resourceType: 'TASK', id: 'task-1' }, { title: 'A' }, { at: at(0), by });
const passedOn = writtenBy({ kind: 'integration', id: 'int-2' });
const byPerson = writtenBy({ kind: 'britepool', id: 'ada' });
const sent = { title: 'A' };
const round = (turns: readonly Turn[], minute: number) =>
  afterTaking(afterSending(turns, sent, passedOn, at(minute)), at(minute));

describe('values that come back different', () => {
  test('are counted when the sync had passed them on', () => {
    let turns: readonly Turn[] = [];
    for (let n = 1; n <= 7; n++) {
      turns = round(turns, 0);
      expect(bounces(turns, at(0))).toBe(Math.min(n, 5));
    }
  });
  test('are forgotten after ten minutes', () => {
    const turns = round(round([], 0), 5);
    expect([bounces(turns, at(5)), bounces(turns, at(11)), bounces(turns, at(15))]).toEqual([2, 1, 0]);
  });
  test('begin anew with whatever a person writes', () => {
    const turns = round(round([], 0), 0);
    expect(afterSending(turns, sent, byPerson, at(1))).toEqual([]);
    expect(bounces(afterTaking([], at(1)), at(1))).toBe(0);
  });
  test('are no bounce when nothing was sent in between', () => {
    const turns = afterTaking(afterTaking(round([], 0), at(1)), at(2));
    expect(bounces(turns, at(2))).toBe(1);
    const twice = afterSending(afterSending([], sent, passedOn, at(0)), sent, passedOn, at(1));
    expect(twice).toEqual([{ way: 'out', at: at(0) }]);
    expect(bounces(undefined, at(0))).toBe(0);
  });
});
