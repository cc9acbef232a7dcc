import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { billOf, costOf, standingUsage, tracesOf } from '../../bench/cost/bill.ts';
import { readMeasured } from '../../bench/cost/measured.ts';
import { type Price, prices } from '../../bench/cost/prices.ts';
import { standing } from '../../bench/cost/template.ts';
import { synthesize } from './system.ts';

const resources = synthesize();
const stage = standing(resources);
const measured = readMeasured();
const all: readonly Price[] = Object.values(prices);

describe('the price list', () => {
  test('names for each price the page of AWS it belongs to', () => {
    expect(all.filter(({ list }) => !list.startsWith('https://aws.amazon.com/'))).toEqual([]);
  });

  test('says where a price was seen unless it is from memory or stood on that page', () => {
    const unseen = all.filter(({ basis, seen }) => basis.virginia === 'memory' && seen !== undefined);
    expect(unseen).toEqual([]);
  });
});

describe('a bill', () => {
  test('multiplies what was used with the price of the region', () => {
    const usage = { writeUnit: 2, logs: 10, alarm: 3 };
    expect(costOf(usage, 'frankfurt')).toBeCloseTo(1.525 + 6.3 + 0.3);
    expect(costOf(usage, 'virginia')).toBeCloseTo(1.25 + 5 + 0.3);
  });

  test('counts alarms and rules in the template: one alarm more is ten cents more', () => {
    const [alarm] = resources.filter(({ type }) => type === 'AWS::CloudWatch::Alarm');
    const more = standing([...resources, ...(alarm === undefined ? [] : [alarm])]);
    expect(more.alarms).toBe(stage.alarms + 1);
    expect(costOf(standingUsage(more), 'frankfurt') - costOf(standingUsage(stage), 'frankfurt')).toBeCloseTo(
      0.1,
    );
  });

  test('pays an alarm that reckons with two metrics twice', () => {
    const metric = { MetricStat: {} };
    const reckoning = { stack: 'a', id: 'b', type: 'AWS::CloudWatch::Alarm', deletionPolicy: undefined };
    const more = standing([
      ...resources,
      { ...reckoning, properties: { Metrics: [{ Expression: 'a + b' }, metric, metric] } },
    ]);
    expect(more.alarms).toBe(stage.alarms + 2);
  });

  test('refuses a template in which nothing was found', () => {
    expect(() => standing([])).toThrow('0 functions and 0 alarms');
  });

  test('traces every run that comes seldom, and a twentieth and the first of each second of those that come often', () => {
    expect(tracesOf(1000)).toBeGreaterThan(999);
    expect(tracesOf(1000 * 730 * 3600)).toBeCloseTo(730 * 3600 * (1 + 0.05 * 999), -3);
  });

  test('never falls when more is changed or connected', () => {
    const month = fc.record({
      changes: fc.integer({ min: 0, max: 20_000_000 }),
      integrations: fc.integer({ min: 1, max: 5_000 }),
      types: fc.integer({ min: 1, max: 10 }),
      environments: fc.integer({ min: 1, max: 5 }),
    });
    const total = (of: Parameters<typeof billOf>[0]): number =>
      Object.values(billOf(of, measured, stage)).reduce((sum, usage) => sum + costOf(usage, 'frankfurt'), 0);
    fc.assert(
      fc.property(month, fc.nat(1_000_000), fc.nat(100), (usual, changes, integrations) => {
        const more = {
          ...usual,
          changes: usual.changes + changes,
          integrations: usual.integrations + integrations,
        };
        expect(total(more)).toBeGreaterThanOrEqual(total(usual) - 1e-9);
      }),
      { seed: 26, numRuns: 200 },
    );
  });
});
