import { describe, expect, test } from 'vitest';
import { everything } from './log-filter.ts';
import { dayOf, isShown, logViews } from './log-views.ts';

const run = { id: 'job_1', startedAt: new Date(2026, 2, 1, 9).toISOString() };

describe('The named views of a log', () => {
  test('include the last run where there is one', () => {
    expect(logViews(undefined).map(({ name }) => name)).toEqual([
      'Everything',
      'Failed today',
      'Waiting for me',
    ]);
    expect(logViews(run).at(-1)).toEqual({
      name: 'Last run',
      filter: { ...everything, run: 'job_1', since: 'days', from: '2026-03-01' },
    });
    expect(dayOf(run.startedAt)).toBe('2026-03-01');
  });

  test('are never two at once, whatever is open', () => {
    for (const view of logViews(run)) {
      const shown = logViews(run).filter((each) => isShown(each, { ...view.filter, entry: 'log_1' }));
      expect(shown).toEqual([view]);
    }
    expect(logViews(run).filter((each) => isShown(each, { ...everything, kind: 'TASK' }))).toEqual([]);
  });
});
