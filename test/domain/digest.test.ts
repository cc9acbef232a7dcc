import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { digestNotice, type IntegrationWeek, lastWeek } from '../../shared/domain/digest.ts';
import { noFigures } from '../../shared/domain/hour-figures.ts';

const week = { from: '2026-02-23T06:00:00.000Z', to: '2026-03-02T06:00:00.000Z' };
const garden: IntegrationWeek = {
  ...{ name: 'Garden', status: 'active' },
  figures: {
    ...noFigures('int-1', week.from),
    ...{ in: { applied: 1200, conflict: 4, unchanged: 80, dead: 1 }, out: { applied: 310, rejected: 2 } },
    runs: { ended: 168, completed: 167, records: 5000, totalMs: 1, longestMs: 1 },
  },
  decided: { conflicts: 4, matches: 1, deletions: 0 },
  over: [{ sentence: 'Asana does not answer.', recovery: 'Asana answers again.' }],
  open: [{ sentence: 'The value “Later” is not known here.' }],
  waiting: { conflicts: 2, reviews: 0, approvals: 1, failed: 3 },
};
const quiet: IntegrationWeek = {
  ...{ name: 'Shed', status: 'paused', over: [], open: [] },
  ...{ decided: { conflicts: 0, matches: 0, deletions: 0 } },
  waiting: { conflicts: 0, reviews: 0, approvals: 0, failed: 0 },
};

describe('the digest of a week', () => {
  test('says what was synced, decided and mended, what goes on, and what waits', () => {
    expect(digestNotice({ ...week, integrations: [garden, quiet] })).toEqual({
      subject: '[BritePool] Weekly Digest: 1,514 changes synced, 6 things wait for you',
      path: '/',
      paragraphs: [
        'What your integrations did from 2026-02-23 to 2026-03-02.',
        'Waiting for a decision of yours: Garden.',
        [
          'Garden (active)',
          '- Synced: 1,204 changes came in, 310 went out; 3 failed; 168 runs ended, 167 of them well.',
          '- Decided: 4 conflicts, 1 match',
          '- Over: Asana answers again.',
          '- Goes on: The value “Later” is not known here.',
          '- Waits for you: 2 conflicts, 1 list of deletions, 3 changes that were set aside',
        ].join('\n'),
        ['Shed (paused)', '- Synced: nothing happened.'].join('\n'),
      ],
    });
  });

  test('says so when nothing waits', () => {
    expect(digestNotice({ ...week, integrations: [quiet] }).subject).toBe(
      '[BritePool] Weekly Digest: 0 changes synced, nothing waits for you',
    );
  });

  test('never has a line that somebody smuggled in by a name', () => {
    const { subject, paragraphs } = digestNotice({
      ...week,
      integrations: [{ ...garden, name: 'A\nBcc: x' }],
    });
    expect(subject).not.toContain('\n');
    expect(paragraphs.join('\n')).toContain('A Bcc: x (active)');
  });

  test('is of the seven days up to the last Monday, six o’clock UTC, at every moment', () => {
    expect(lastWeek('2026-03-02T05:59:59.999Z').to).toBe('2026-02-23T06:00:00.000Z');
    expect(lastWeek('2026-03-02T06:00:00.000Z')).toEqual(week);
    const noon = {
      min: new Date('2026-01-01T00:00:00Z'),
      max: new Date('2036-01-01T00:00:00Z'),
      noInvalidDate: true,
    };
    fc.assert(
      fc.property(fc.date(noon), (date) => {
        const { from, to } = lastWeek(date.toISOString());
        expect(new Date(to).getUTCDay()).toBe(1);
        expect(to.slice(11)).toBe('06:00:00.000Z');
        expect(date.getTime() - Date.parse(to)).toBeLessThan(7 * 86_400_000);
        expect(date.getTime()).toBeGreaterThanOrEqual(Date.parse(to));
        expect(Date.parse(to) - Date.parse(from)).toBe(7 * 86_400_000);
      }),
      { seed: 8 },
    );
  });
});
