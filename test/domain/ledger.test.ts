import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Outcome, outcomes } from '../../shared/domain/change.ts';
import { addSeconds } from '../../shared/domain/dates.ts';
import { type LedgerEnd, type LedgerView, ledgerHour, settle } from '../../shared/domain/ledger.ts';
import { ledgerEndOf } from '../../shared/domain/ledger-end.ts';
import { missingSentence } from '../../shared/domain/ledger-words.ts';
import { hintAgain, type Receipt, receivedAt } from '../../shared/domain/receipt.ts';

const hour = '2026-03-01T10:00:00.000Z';
const late = addSeconds(hour, 2 * 3600);

const idOf = (seconds: number, suffix: string): string =>
  `log~int-1~${(Date.parse(hour) + seconds * 1000).toString(36).padStart(9, '0')}~${suffix}`;
const receipt = (seconds: number, suffix = `d${seconds}`, more: Partial<Receipt> = {}): Receipt => ({
  ...{ logId: idOf(seconds, suffix), resourceType: 'TASK', stream: 'tasks', side: 'external' },
  ...{ recordId: `x-${suffix}`, kind: 'upserted', cause: 'webhook' },
  ...more,
});
const endOf = (
  { logId, resourceType, side, recordId }: Receipt,
  outcome: Outcome = 'applied',
): LedgerEnd => ({
  ...{ logId, outcome, resourceType, side, recordId },
});
const view = (more: Partial<LedgerView>): LedgerView => ({
  ...{ receipts: [], ends: [], nearby: [], aside: new Set(), wasMissing: new Set() },
  ...{ now: late, queueHolds: false },
  ...more,
});

describe('a change of the ledger', () => {
  it('that was received and ended is counted once, by its end', () => {
    const one = receipt(10);
    const settled = settle(view({ receipts: [one, one], ends: [endOf(one, 'conflict')] }));
    expect(settled).toMatchObject({ received: 1, ended: { conflict: 1 }, inFlight: 0, missing: [] });
  });

  it('whose receipt was lost was received all the same: its end says so', () => {
    const settled = settle(view({ ends: [endOf(receipt(10))] }));
    expect(settled).toMatchObject({ received: 1, ended: { applied: 1 }, missing: [] });
  });

  it('without an end is missing once it is old enough and the queue is empty, and can be asked for again', () => {
    const one = receipt(10, 'lost', { cause: 'edit', side: 'local' });
    expect(settle(view({ receipts: [one] }))).toEqual({
      ...{ received: 1, ended: {}, inFlight: 0, again: [one] },
      missing: [
        {
          ...{ logId: one.logId, resourceType: 'TASK', side: 'local', recordId: 'x-lost', cause: 'edit' },
          receivedAt: '2026-03-01T10:00:10.000Z',
        },
      ],
    });
  });

  it.each([
    ['for five minutes', { now: addSeconds(hour, 310) }],
    ['for six hours while the queue holds anything', { now: addSeconds(hour, 6 * 3600), queueHolds: true }],
  ])('may be on its way %s', (_, more) => {
    const settled = settle(view({ receipts: [receipt(10)], ...more }));
    expect(settled).toMatchObject({ received: 1, inFlight: 1, missing: [] });
  });

  it.each([
    ['after five minutes with an empty queue', { now: addSeconds(hour, 311) }],
    ['after six hours with a full one', { now: addSeconds(hour, 6 * 3600 + 11), queueHolds: true }],
  ])('is missing %s', (_, more) => {
    expect(settle(view({ receipts: [receipt(10)], ...more })).missing).toHaveLength(1);
  });

  it('that was missing stays so until its end comes, also while it is asked for again', () => {
    const one = receipt(10);
    const wasMissing = new Set([one.logId]);
    expect(settle(view({ receipts: [one], wasMissing, queueHolds: true })).missing).toHaveLength(1);
    const ended = settle(view({ receipts: [one], wasMissing, ends: [endOf(one)] }));
    expect(ended).toMatchObject({ missing: [], ended: { applied: 1 } });
  });

  it('whose next try has not come yet is on its way; long after that time it is missing, unless it is set aside', () => {
    const one = receipt(10);
    const retryAt = addSeconds(hour, 1800);
    const told = view({ receipts: [one], ends: [{ ...endOf(one, 'held'), retryAt }] });
    expect(settle({ ...told, now: addSeconds(hour, 2100) })).toMatchObject({ inFlight: 1, missing: [] });
    expect(settle(told).missing).toHaveLength(1);
    expect(settle({ ...told, aside: new Set([one.logId]) })).toMatchObject({
      ended: { held: 1 },
      missing: [],
    });
  });

  it('is a duplicate where the queue swallowed it: its twin of the same delivery went on within five minutes', () => {
    const [first, second] = [receipt(10, 'same'), receipt(200, 'same')];
    const settled = settle(view({ receipts: [first, second], ends: [endOf(first)] }));
    expect(settled).toMatchObject({ received: 2, ended: { applied: 1, duplicate: 1 }, missing: [] });
  });

  it('is a duplicate also where the second twin went on, or where the first has no receipt', () => {
    const [first, second] = [receipt(10, 'same'), receipt(200, 'same')];
    const secondOne = settle(view({ receipts: [first, second], ends: [endOf(second)] }));
    expect(secondOne.ended).toEqual({ applied: 1, duplicate: 1 });
    const noReceipt = settle(view({ receipts: [second], ends: [endOf(first)] }));
    expect(noReceipt.ended).toEqual({ applied: 1, duplicate: 1 });
  });

  it('with a twin is missing once, by the first, where neither has an end', () => {
    const [first, second] = [receipt(10, 'same'), receipt(200, 'same')];
    const settled = settle(view({ receipts: [second, first] }));
    expect(settled.ended).toEqual({ duplicate: 1 });
    expect(settled.again).toEqual([first]);
  });

  it('is no duplicate of one more than five minutes away, nor of the other side or another kind of record', () => {
    const one = receipt(10, 'same');
    const others = [
      receipt(600, 'same'),
      receipt(20, 'same', { side: 'local' }),
      receipt(30, 'same', { resourceType: 'MEMBER' }),
    ];
    expect(settle(view({ receipts: [one, ...others], ends: [endOf(one)] })).missing).toHaveLength(3);
  });

  it('right after a full hour is a duplicate of its twin in the hour before', () => {
    const [before, after] = [receipt(-20, 'same'), receipt(5, 'same')];
    const nearby = [{ ...before, hasEnd: true }];
    const settled = settle(view({ receipts: [after], nearby }));
    expect(settled).toMatchObject({ received: 1, ended: { duplicate: 1 }, missing: [] });
  });
});

type Fate = Outcome | 'young' | 'retried' | 'parked' | 'lost';
const fates = [...outcomes, 'young', 'retried', 'parked', 'lost'] as const;

it('closes to the unit whatever became of each change, whatever receipts came twice or not at all; lost ones are named, and no others', () => {
  const change = fc.record({
    fate: fc.constantFrom<Fate>(...fates),
    receipts: fc.integer({ min: 0, max: 3 }),
  });
  const world = fc.record({ changes: fc.array(change, { maxLength: 40 }), isReversed: fc.boolean() });
  fc.assert(
    fc.property(world, ({ changes, isReversed }) => {
      const now = addSeconds(hour, 3000);
      const items = changes.map(({ fate, receipts }, at) => {
        const one = receipt(fate === 'young' ? 2950 : at, `d${at}`);
        const hasEnd = fate !== 'young' && fate !== 'lost';
        // What is known by nothing at all was not received, as far as anybody can tell.
        return { fate, one, hasEnd, receipts: hasEnd ? receipts : Math.max(1, receipts) };
      });
      const ends = items.flatMap(({ fate, one }): LedgerEnd[] => {
        if (fate === 'young' || fate === 'lost') return [];
        if (fate === 'retried') return [{ ...endOf(one, 'held'), retryAt: addSeconds(now, 60) }];
        return [endOf(one, fate === 'parked' ? 'dead' : fate)];
      });
      const receipts = items.flatMap(({ one, receipts: times }) => Array.from({ length: times }, () => one));
      if (isReversed) receipts.reverse();
      const settled = settle(view({ receipts, ends, now }));
      const ended = Object.values(settled.ended).reduce((sum, each) => sum + each, 0);
      const are = (...wanted: Fate[]) => items.filter(({ fate }) => wanted.includes(fate));
      expect(settled.received).toBe(items.length);
      expect(ended + settled.inFlight + settled.missing.length).toBe(items.length);
      expect(settled.inFlight).toBe(are('young', 'retried').length);
      expect(settled.missing.map(({ logId }) => logId).sort()).toEqual(
        are('lost')
          .map(({ one }) => one.logId)
          .sort(),
      );
      for (const outcome of outcomes) {
        const count = are(outcome).length + (outcome === 'dead' ? are('parked').length : 0);
        expect(settled.ended[outcome] ?? 0).toBe(count);
      }
    }),
    { seed: 24, numRuns: 300 },
  );
});

describe('an hour of the ledger', () => {
  const nothing = { received: 0, ended: {}, inFlight: 0, missing: [], again: [] };
  const at = { integrationId: 'int-1', hour };

  it('stays open while it lasts, for ten minutes more, and while anything is on its way or missing', () => {
    const over = addSeconds(hour, 4200);
    expect(ledgerHour(at, nothing, addSeconds(hour, 4199)).open).toBe(true);
    expect(ledgerHour(at, nothing, over).open).toBe(false);
    expect(ledgerHour(at, { ...nothing, inFlight: 1 }, over).open).toBe(true);
    const { missing } = settle(view({ receipts: [receipt(1)] }));
    expect(ledgerHour(at, { ...nothing, missing }, over)).toMatchObject({ open: true, missing: 1 });
  });

  it('names the first fifty of what is missing and counts all', () => {
    const receipts = Array.from({ length: 60 }, (_, index) => receipt(index));
    const told = ledgerHour(at, settle(view({ receipts })), late);
    expect(told).toMatchObject({ missing: 60, received: 60 });
    expect(told.named).toHaveLength(50);
    expect(told.named[0]?.logId).toBe(receipts[0]?.logId);
  });
});

describe('what is missing', () => {
  it('is told with the record, the side, the time and the door', () => {
    const hours = [
      ledgerHour({ integrationId: 'int-1', hour }, settle(view({ receipts: [receipt(60)] })), late),
    ];
    expect(missingSentence(hours)).toBe(
      'One change was received and never came to an end: task x-d60 over there (2026-03-01 10:01 UTC, by a webhook).',
    );
  });

  it('of a queue that was emptied is told by ten names and the number of the others', () => {
    const receipts = Array.from({ length: 60 }, (_, index) => receipt(index));
    const sentence = missingSentence([
      ledgerHour({ integrationId: 'int-1', hour }, settle(view({ receipts })), late),
    ]);
    expect(sentence).toMatch(/^60 changes were received/);
    expect(sentence).toMatch(/ and 50 more\.$/);
  });

  it('is asked for again under the same entry, with a key that the queue does not know', () => {
    const one = receipt(60, 'lost', { jobId: 'job-1' });
    const again = hintAgain(one, 'int-1', late);
    expect(again).toMatchObject({
      ...one,
      cause: 'retry',
      receivedAt: receivedAt(one),
      integrationId: 'int-1',
    });
    expect(again.deliveryKey).not.toBe(hintAgain(one, 'int-1', addSeconds(late, 1)).deliveryKey);
  });
});

describe('an entry of the log', () => {
  const entry: Parameters<typeof ledgerEndOf>[0] = {
    ...{ id: idOf(1, 'a'), outcome: 'held', resourceType: 'TASK', direction: 'BRITEPOOL_TO_EXTERNAL' },
    ...{ resourceId: 'task-1', externalId: null, createdAt: hour },
  };
  const attempts = [{ at: hour, nextTryAt: late }];

  it('that a failed try wrote is no end yet; one that was written after it is, and so is one with another outcome', () => {
    expect(ledgerEndOf({ ...entry, attempts })).toMatchObject({
      retryAt: late,
      side: 'local',
      recordId: 'task-1',
    });
    expect(ledgerEndOf({ ...entry, attempts, createdAt: late })).not.toHaveProperty('retryAt');
    expect(ledgerEndOf({ ...entry, attempts, outcome: 'dead' })).not.toHaveProperty('retryAt');
    expect(ledgerEndOf(entry)).not.toHaveProperty('retryAt');
  });
});
