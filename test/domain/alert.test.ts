import { describe, expect, test } from 'vitest';
import { type Alert, messageDue, told } from '../../shared/domain/alert.ts';
import { noticeOf } from '../../shared/domain/alert-message.ts';
import { at } from '../contract/support/samples.ts';
import { later } from './support/a-pair.ts';

const alert: Alert = {
  schemaVersion: 1,
  id: 'alert-1',
  version: 1,
  integrationId: 'int 1',
  kind: 'outage',
  cause: 'outage',
  severity: 'critical',
  sentence: 'Asana does not answer: edits wait.',
  cure: 'Nothing; it goes on by itself.',
  count: 3,
  openedAt: at,
  lastRaisedAt: at,
};
const over: Alert = { ...alert, resolvedAt: later, recovery: 'Asana answers again.' };

describe('of an alert people are told', () => {
  test('once that it began and once that it is over', () => {
    expect(messageDue(alert)).toBe('opening');
    expect(messageDue({ ...alert, notifiedAt: at })).toBeUndefined();
    expect(messageDue({ ...over, notifiedAt: at })).toBe('recovery');
    expect(messageDue({ ...over, notifiedAt: at, recoveryNotifiedAt: later })).toBeUndefined();
  });

  test('only the end, when it ended before anybody knew of its beginning', () => {
    expect(messageDue(over)).toBe('recovery');
  });
});

describe('an alert after a message was handed over', () => {
  test('says which one, one version on, and nobody is sending it any more', () => {
    const { claimedAt: _none, ...free } = alert;
    expect(told({ ...alert, claimedAt: at }, later)).toEqual({ ...free, version: 2, notifiedAt: later });
    expect(told(over, later)).toEqual({ ...over, version: 2, recoveryNotifiedAt: later });
  });
  test('changes nothing else when none was due', () => {
    const known = { ...alert, notifiedAt: at };
    expect(told(known, later)).toEqual({ ...known, version: 2 });
  });
});

describe('the message', () => {
  test('of a beginning says what is the matter, what to do, since when and where to look', () => {
    expect(noticeOf(alert, 'Main workspace')).toEqual({
      subject: 'Act now: Main workspace',
      paragraphs: [
        'Asana does not answer: edits wait.',
        'What to do: Nothing; it goes on by itself.',
        'It began at 2026-03-01T10:00:00.000Z.',
      ],
      path: '/integrations/int%201',
    });
    expect(noticeOf({ ...alert, severity: 'warning' }, 'Main workspace').subject).toBe(
      'Please look: Main workspace',
    );
  });

  test('of an end says that it is over and what it was', () => {
    const since = 'It began at 2026-03-01T10:00:00.000Z.';
    const was = 'What it was: Asana does not answer: edits wait.';
    expect(noticeOf(over, 'Main workspace')).toEqual({
      subject: 'Well again: Main workspace',
      paragraphs: ['Asana answers again.', was, since],
      path: '/integrations/int%201',
    });
    const { recovery: _unknown, ...silent } = over;
    expect(noticeOf(silent, 'Main workspace').paragraphs).toEqual(['It is over.', was, since]);
  });

  test('has a subject of one line, whatever the name', () => {
    expect(noticeOf(alert, 'Main\n \tworkspace').subject).toBe('Act now: Main workspace');
    expect(noticeOf(over, 'Main\n\nworkspace').subject).toBe('Well again: Main workspace');
    expect(noticeOf(alert, 'x'.repeat(200)).subject).toBe(`Act now: ${'x'.repeat(141)}`);
  });
});
