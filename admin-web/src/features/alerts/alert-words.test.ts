import { describe, expect, test } from 'vitest';
import { backText, byUrgency, muteSpans, notesOf, placeOf, timesText } from './alert-words.ts';
import type { AlertView } from './requests/alerts.ts';

const now = Date.parse('2026-03-01T10:00:00.000Z');
const alert = (more: Partial<AlertView> = {}): AlertView => ({
  ...{ id: 'a', integrationId: 'int_1', integrationName: 'Garden', kind: 'outage', severity: 'warning' },
  ...{ sentence: 'It does not answer.', cure: 'Wait.', count: 1, failedDeliveries: [] },
  ...{ openedAt: '2026-03-01T09:00:00.000Z', lastRaisedAt: '2026-03-01T09:30:00.000Z' },
  ...more,
});
const soon = '2026-03-01T12:00:00.000Z';

describe('An alert', () => {
  test('stands with those that need somebody until it is taken up or muted', () => {
    expect(placeOf(alert(), now)).toBe('open');
    expect(placeOf(alert({ acknowledgedAt: soon }), now)).toBe('cared-for');
    expect(placeOf(alert({ acknowledgedAt: soon, mutedUntil: soon }), now)).toBe('muted');
  });

  test('needs somebody again when its muting is over', () => {
    expect(placeOf(alert({ mutedUntil: '2026-03-01T10:00:00.000Z' }), now)).toBe('open');
  });

  test('comes by how urgent it is, then the one that was seen last', () => {
    const sorted = byUrgency([
      alert({ id: 'info', severity: 'info' }),
      alert({ id: 'older' }),
      alert({ id: 'newer', lastRaisedAt: '2026-03-01T09:40:00.000Z' }),
      alert({ id: 'urgent', severity: 'critical' }),
    ]);
    expect(sorted.map(({ id }) => id)).toEqual(['urgent', 'newer', 'older', 'info']);
  });

  test('says how often it was seen and that it came back', () => {
    expect([timesText(1), timesText(1200)]).toEqual(['Seen once', 'Seen 1,200 times']);
    expect([backText(1), backText(3)]).toEqual(['It came back', 'It came back three times']);
  });

  test('says which message did not get through and why', () => {
    const failedDeliveries = [{ channel: 'slack', why: 'it answered 404', at: soon, tries: 2 }] as const;
    expect(notesOf(alert({ failedDeliveries: [...failedDeliveries] }), now)).toEqual([
      'The message to Slack did not get through after 2 tries: it answered 404. It is tried again.',
    ]);
  });

  test('tells who takes care of it and who muted it, but not of a muting that is over', () => {
    const notes = notesOf(
      alert({ acknowledgedAt: soon, acknowledgedBy: 'ben', mutedUntil: soon, mutedBy: 'ada' }),
      now,
    );
    expect(notes[0]).toMatch(/^ben takes care of it since /);
    expect(notes[1]).toMatch(/as ada asked/);
    expect(notesOf(alert({ mutedUntil: '2026-03-01T09:59:00.000Z' }), now)).toEqual([]);
  });

  test('is never muted for longer than the service allows', () => {
    const longest = Math.max(...Object.values(muteSpans).map(({ until }) => until(now)));
    expect(longest - now).toBeLessThanOrEqual(90 * 86_400_000);
  });
});
