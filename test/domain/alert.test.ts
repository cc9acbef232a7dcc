import { describe, expect, test } from 'vitest';
import { type Alert, messageDue, raisedAgain, takenOver, told } from '../../shared/domain/alert.ts';
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

const about = {
  ...{
    integrationName: 'Main workspace',
    status: 'DEGRADED',
    alertName: 'Other System Down',
    errorRate: 12.5,
  },
  ...{
    lastSuccessAt: '2026-03-01T09:00:00.000Z',
    pendingConflicts: 2,
    recentErrors: ['Too\nlong.', 'No right.'],
  },
};
const since = 'It began at 2026-03-01T10:00:00.000Z.';

describe('the message', () => {
  test('of a beginning is the specification’s, and says besides what is the matter and what to do', () => {
    expect(noticeOf(alert, about)).toEqual({
      subject: '[BritePool] Integration Alert: Main workspace - CRITICAL',
      paragraphs: [
        'Integration: Main workspace\nStatus: DEGRADED\nAlert: Other System Down',
        'Asana does not answer: edits wait.',
        'What to do: Nothing; it goes on by itself.',
        since,
        'Details:\n- Error Rate: 12.5%\n- Last Successful Sync: 2026-03-01T09:00:00.000Z\n- Pending Conflicts: 2',
        'Recent Errors:\n- Too long.\n- No right.',
      ],
      path: '/integrations/int%201',
    });
    expect(noticeOf({ ...alert, severity: 'warning' }, about).subject).toMatch(/ - WARNING$/);
  });

  test('says what is not known instead of leaving it out', () => {
    const known = { integrationName: 'Main', status: 'ACTIVE', alertName: 'Sync Lag', recentErrors: [] };
    expect(noticeOf(alert, known).paragraphs.slice(-2)).toEqual([
      'Details:\n- Error Rate: not measured yet\n- Last Successful Sync: never\n- Pending Conflicts: not counted yet',
      'Recent Errors:\nnone',
    ]);
  });

  test('of what came back says so', () => {
    const words = (cameBack: number) => noticeOf({ ...alert, cameBack }, about).paragraphs[1];
    expect(words(1)).toBe('It came back within a week.');
    expect(words(3)).toBe('It came back 3 times, each time within a week.');
  });

  test('of an end says that it is over and what it was', () => {
    const was = 'What it was: Asana does not answer: edits wait.';
    const { subject, paragraphs } = noticeOf(over, about);
    expect(subject).toBe('[BritePool] Integration Alert: Main workspace - RESOLVED');
    expect(paragraphs.slice(1, 4)).toEqual(['Asana answers again.', was, since]);
    const { recovery: _unknown, ...silent } = over;
    expect(noticeOf(silent, about).paragraphs[1]).toBe('It is over.');
  });

  test('has a subject of one line and bounded length, whatever the name', () => {
    const named = (integrationName: string) => noticeOf(alert, { ...about, integrationName }).subject;
    expect(named('Main\n \tworkspace')).toBe('[BritePool] Integration Alert: Main workspace - CRITICAL');
    expect(named('x'.repeat(500)).length).toBeLessThan(150);
  });
});

describe('what a new alert takes over from the last one of its cause:', () => {
  const ended: Alert = { ...over, resolvedAt: '2026-03-01T11:00:00.000Z' };
  test('that it came back, within a week of its end, and how often', () => {
    expect(takenOver(ended, 30, '2026-03-08T11:00:00.000Z')).toEqual({ cameBack: 1 });
    expect(takenOver({ ...ended, cameBack: 4 }, 30, '2026-03-02T11:00:00.000Z')).toEqual({ cameBack: 5 });
    expect(takenOver(ended, 30, '2026-03-08T11:00:00.001Z')).toEqual({});
    expect(takenOver(undefined, 30, at)).toEqual({});
  });

  test('silence until the cooldown after the last message is over', () => {
    expect(takenOver(ended, 90, '2026-03-01T11:00:01.000Z').quietUntil).toBe('2026-03-01T11:30:00.000Z');
    const unheard: Alert = { ...ended, quietUntil: '2026-03-01T11:20:00.000Z' };
    expect(takenOver(unheard, 90, '2026-03-01T11:00:01.000Z').quietUntil).toBe('2026-03-01T11:20:00.000Z');
  });

  test('that it is muted, while it is', () => {
    const muted: Alert = { ...ended, mutedUntil: '2026-03-03T00:00:00.000Z', mutedBy: 'ada' };
    expect(takenOver(muted, 30, '2026-03-02T23:59:59.000Z')).toMatchObject({
      ...{ mutedUntil: '2026-03-03T00:00:00.000Z', mutedBy: 'ada' },
    });
    expect(takenOver(muted, 30, '2026-03-03T00:00:00.000Z')).toEqual({ cameBack: 1 });
  });
});

describe('an open alert that is raised once more', () => {
  const seen: Alert = { ...alert, acknowledgedAt: at, acknowledgedBy: 'ada', notifiedAt: at };
  test('counts up and stays acknowledged', () => {
    expect(raisedAgain(seen, '2026-03-03T10:00:00.000Z')).toEqual({
      ...{ ...seen, version: 2, count: 4, lastRaisedAt: '2026-03-03T10:00:00.000Z' },
    });
  });
  test('after two quiet days came back: it is told anew, and nobody takes care of it yet', () => {
    const back = raisedAgain(seen, '2026-03-03T10:00:00.001Z');
    expect(back).toMatchObject({ cameBack: 1, count: 4 });
    expect(messageDue(back)).toBe('opening');
    expect(back).not.toHaveProperty('acknowledgedAt');
  });
});
