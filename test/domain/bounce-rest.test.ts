import { describe, expect, test } from 'vitest';
import { afterSending, bounces, restStep, restsUntil } from '../../shared/domain/bounce.ts';
import type { IntegrationMapping } from '../../shared/domain/mapping.ts';
import type { Plan } from '../../shared/domain/reconcile.ts';
import { at } from '../contract/support/samples.ts';
import { ada, aView, later, ourTask, theMapping, theSync, tools } from './support/a-pair.ts';

const plan = (more: Partial<Plan> = {}): Plan => ({
  ...{ decisions: [], localChanges: {}, externalChanges: {}, base: {}, settled: true },
  ...more,
});
const moving = plan({ externalChanges: { title: 'B' } });
const taking = plan({ localChanges: { title: 'B' } });
const record = ourTask({ title: 'A' });
const bounced = (times: number): IntegrationMapping['turns'] =>
  Array.from({ length: times }, () => [{ way: 'out', at } as const, { way: 'in', at } as const]).flat();
const rest = (mapping: Partial<IntegrationMapping>, of = moving, ours = record) =>
  restStep(aView(), theMapping({ title: 'A' }, mapping), ours, of, tools);

const fault = {
  kind: 'conflict',
  message:
    'Two systems keep changing this record back and forth. It rests until its values have stayed the same for ten minutes, or until an admin lets it go on.',
};

describe('a pair that bounces', () => {
  test('goes on for four times and rests at the fifth', () => {
    expect(rest({ turns: bounced(4) })).toBeUndefined();
    expect(rest({ turns: bounced(5) })).toEqual({
      kind: 'rest',
      fault,
      mapping: theMapping(
        { title: 'A' },
        {
          turns: bounced(5),
          version: 2,
          syncStatus: 'ERROR',
          resting: { since: later, seen: expect.stringContaining('Plant trees') },
          lastExternalHash: '',
          updatedAt: later,
        },
      ),
    });
  });

  test('has nothing to rest from while nothing is to be written', () => {
    expect(rest({ turns: bounced(5) }, plan())).toBeUndefined();
    expect(rest({ turns: bounced(5) }, taking)).toMatchObject({ kind: 'rest' });
  });

  test('counts what came back, not what was sent', () => {
    expect(rest({ turns: [...(bounced(4) ?? []), { way: 'out', at }] })).toBeUndefined();
    expect(bounces([{ way: 'out', at }], at)).toBe(0);
  });
});

describe('a pair that rests', () => {
  const seenNow = () => {
    const step = rest({ turns: bounced(5) });
    if (step?.kind !== 'rest' || step.mapping?.resting === undefined) throw new Error('It does not rest.');
    return step.mapping.resting.seen;
  };
  const since = (minutesAgo: number) => new Date(Date.parse(later) - minutesAgo * 60_000).toISOString();

  test('goes on once its values have stayed the same for ten minutes', () => {
    expect(rest({ resting: { since: since(10), seen: seenNow() } })).toBeUndefined();
  });

  test('rests until then, and nothing about it is written', () => {
    expect(rest({ resting: { since: since(9), seen: seenNow() } })).toEqual({ kind: 'rest', fault });
  });

  test('begins its rest anew when either side changed meanwhile', () => {
    const resting = { since: since(60), seen: seenNow() };
    const edited = ourTask({ title: 'edited' });
    expect(rest({ resting }, moving, edited)).toMatchObject({
      kind: 'rest',
      mapping: { version: 2, resting: { since: later } },
    });
    expect(rest({ resting: { ...resting, seen: 'another' } })).toMatchObject({ mapping: { version: 2 } });
  });

  test('may go on ten minutes after the rest began', () => {
    expect(restsUntil('2026-03-01T10:05:00.000Z')).toBe('2026-03-01T10:15:00.000Z');
  });
});

describe('values that are sent', () => {
  const mixed = { ...record, stamps: { title: { at, by: theSync }, tags: { at, by: ada } } };
  const turns = [
    { way: 'out', at },
    { way: 'in', at },
  ] as const;

  test('were passed on only when a person wrote none of them', () => {
    expect(afterSending(turns, { title: 'A' }, mixed, at)).toEqual([...turns, { way: 'out', at }]);
    expect(afterSending(turns, { title: 'A', tags: ['x'] }, mixed, at)).toEqual([]);
  });
  test('of which nobody knows the writer count as a person’s', () => {
    expect(afterSending(turns, { description: 'A' }, mixed, at)).toEqual([]);
  });
  test('are the first turn of a pair that had none', () => {
    expect(afterSending(undefined, { title: 'A' }, mixed, at)).toEqual([{ way: 'out', at }]);
  });
});
