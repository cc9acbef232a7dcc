import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aRun } from './__fixtures__/run.ts';
import type { ActView } from './requests/integration-acts.ts';
import { type Moment, timelineOf } from './timeline.ts';

const act = (time: string): ActView => ({
  ...{ id: `act ${time}`, at: `2026-03-01T${time}:00.000Z`, actor: 'ada', action: 'integration.updated' },
  ...{ subject: 'int_1', before: null, after: null },
});
const all = <Item>(items: readonly Item[]) => ({ items, hasMore: false });
const told = (story: readonly Moment[]) =>
  story.map((moment) =>
    moment.kind === 'run'
      ? `run ${moment.job.id}`
      : moment.kind === 'quiet'
        ? `${moment.jobs.length} quiet`
        : moment.entry.id,
  );

describe('The story of an integration', () => {
  test('tells runs and what people did newest first, quiet runs in a row as one', () => {
    const runs = [
      aRun('12:00'),
      aRun('11:00'),
      aRun('10:00', { successCount: 2 }),
      aRun('09:00'),
      aRun('08:00'),
      aRun('07:00'),
    ];
    expect(told(timelineOf(all(runs), all([act('11:30'), act('08:30')])))).toEqual([
      'run 12:00',
      'act 11:30',
      'run 11:00',
      'run 10:00',
      'run 09:00',
      'act 08:30',
      '2 quiet',
    ]);
  });

  test('keeps a failed run apart from the quiet ones around it', () => {
    const runs = [aRun('12:00'), aRun('11:00', { status: 'FAILED' }), aRun('10:00')];
    expect(told(timelineOf(all(runs), all([])))).toEqual(['run 12:00', 'run 11:00', 'run 10:00']);
  });

  test('ends where one half was read no further', () => {
    const runs = { items: [aRun('12:00'), aRun('10:00', { errorCount: 1 })], hasMore: true };
    expect(told(timelineOf(runs, all([act('11:00'), act('09:00')])))).toEqual([
      'run 12:00',
      'act 11:00',
      'run 10:00',
    ]);
  });

  test('always tells every run once', () => {
    const hours = fc.uniqueArray(fc.integer({ min: 10, max: 23 }), { maxLength: 12 });
    fc.assert(
      fc.property(hours, fc.array(fc.boolean(), { minLength: 14, maxLength: 14 }), (at, loud) => {
        const runs = [...at]
          .sort((a, b) => b - a)
          .map((hour) => aRun(`${hour}:00`, loud[hour - 10] === true ? { errorCount: 1 } : {}));
        const ids = timelineOf(all(runs), all([])).flatMap((moment) =>
          moment.kind === 'quiet'
            ? moment.jobs.map(({ id }) => id)
            : moment.kind === 'run'
              ? [moment.job.id]
              : [],
        );
        expect(ids).toEqual(runs.map(({ id }) => id));
      }),
      { seed: 7 },
    );
  });
});
