import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  afterDown,
  afterFailure,
  afterSuccess,
  type Breaker,
  claimProbe,
  isOpen,
} from '../../shared/domain/breaker.ts';

const start = '2026-03-01T10:00:00.000Z';
const second = (seconds: number) => new Date(Date.parse(start) + seconds * 1000).toISOString();
const fail = (known: Breaker | undefined, seconds: number, reason = 'It answered 503.') =>
  afterFailure(known, 'int-1', reason, second(seconds));

const calm: Breaker = {
  ...{ schemaVersion: 1, integrationId: 'int-1', version: 4, state: 'closed', failures: 2 },
  ...{ firstFailureAt: start, reason: 'It answered 503.' },
};
const checking: Breaker = { ...calm, state: 'checking', failures: 3, claimedAt: second(10) };
const down: Breaker = { ...calm, state: 'open', failures: 3, openedAt: second(20), probeAt: second(320) };
const probing: Breaker = { ...down, state: 'probing', claimedAt: second(320) };

describe('failures in a row', () => {
  test('are counted, and the third asks for a look at whether the system is down', () => {
    const first = fail(undefined, 0);
    expect(first).toStrictEqual({ ...calm, version: 1, failures: 1 });
    const next = fail(first, 5, 'It took too long.');
    expect(next).toStrictEqual({ ...calm, version: 2, failures: 2, reason: 'It took too long.' });
    expect(fail(next, 10)).toStrictEqual({ ...checking, version: 3 });
  });

  test('that lie ten minutes apart are not one trouble', () => {
    expect(fail(calm, 599)).toMatchObject({ state: 'checking', failures: 3, firstFailureAt: start });
    expect(fail(calm, 600)).toStrictEqual({ ...calm, version: 5, failures: 1, firstFailureAt: second(600) });
  });

  test('begin anew after a success, as does their time', () => {
    const well = afterSuccess(calm);
    expect(well).toStrictEqual({ ...calm, version: 5, failures: 0 });
    expect(fail(well, 30)).toStrictEqual({ ...calm, version: 6, failures: 1, firstFailureAt: second(30) });
  });

  test('say nothing new while somebody looks, or while it is known to be down', () => {
    expect(fail(checking, 70)).toBeUndefined();
    expect(fail(down, 30)).toBeUndefined();
    expect(fail(probing, 330)).toBeUndefined();
  });

  test('ask for another look when whoever looked died on it', () => {
    expect(fail(checking, 71)).toStrictEqual({
      ...checking,
      ...{ version: 5, failures: 4, claimedAt: second(71) },
    });
    const { claimedAt: _lost, ...unclaimed } = checking;
    expect(fail(unclaimed, 11)).toMatchObject({ state: 'checking', claimedAt: second(11) });
  });
});

describe('a system that was found down', () => {
  test('is tried again after five minutes', () => {
    expect(afterDown(checking, 'Nobody answers.', second(20), 1)).toStrictEqual({
      ...down,
      ...{ version: 5, reason: 'Nobody answers.' },
    });
  });

  test('stays down since it first was, whatever the later tries say', () => {
    const still = afterDown(probing, 'It answered 502.', second(330), 1);
    expect(still).toStrictEqual({ ...down, version: 5, reason: 'It answered 502.', probeAt: second(630) });
  });

  test('is tried sooner where time is shrunk, on whole seconds', () => {
    expect(afterDown(checking, '', second(20), 0.01).probeAt).toBe(second(23));
    expect(afterDown(checking, '', second(20), 0.003).probeAt).toBe(second(21));
  });

  test('is left alone until then, and tried by one worker only', () => {
    expect(claimProbe(down, second(319))).toBeUndefined();
    expect(claimProbe(down, second(320))).toStrictEqual({ ...probing, version: 5 });
    expect(claimProbe(probing, second(380))).toBeUndefined();
  });

  test('is tried by another worker when the first died on it, or nobody knows when', () => {
    expect(claimProbe(probing, second(381))).toStrictEqual({
      ...probing,
      version: 5,
      claimedAt: second(381),
    });
    const { probeAt: _unknown, ...undated } = down;
    expect(claimProbe(undated, second(21))).toMatchObject({ state: 'probing', claimedAt: second(21) });
  });

  test('is well after one success: nothing of the outage is left', () => {
    expect(afterSuccess(probing)).toStrictEqual({ ...calm, version: 5, failures: 0 });
  });
});

describe('a system that is not known to be down', () => {
  test('is called, and never probed', () => {
    for (const breaker of [calm, checking]) {
      expect(isOpen(breaker)).toBe(false);
      expect(claimProbe(breaker, second(10_000))).toBeUndefined();
    }
    expect(isOpen(undefined)).toBe(false);
    expect(isOpen(down)).toBe(true);
    expect(isOpen(probing)).toBe(true);
  });
});

test('two tries at a system that stays down never lie less than five minutes apart, however often somebody looks', () => {
  const looks = fc.array(fc.integer({ min: 1, max: 120 }), { minLength: 20, maxLength: 60 });
  fc.assert(
    fc.property(looks, (gaps) => {
      let breaker = down;
      let now = 20;
      const tries: number[] = [];
      for (const gap of gaps) {
        now += gap;
        const claimed = claimProbe(breaker, second(now));
        if (claimed === undefined) continue;
        tries.push(now);
        breaker = afterDown(claimed, 'Nobody answers.', second(now), 1);
      }
      for (const [at, next] of tries.slice(1).entries())
        expect(next - (tries[at] ?? 0)).toBeGreaterThanOrEqual(300);
      expect(breaker.version).toBe(down.version + 2 * tries.length);
      expect(tries.length).toBeGreaterThanOrEqual(Math.floor((now - 20) / 420));
    }),
    { seed: 9, numRuns: 200 },
  );
});
