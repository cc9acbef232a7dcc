import { describe, expect, test } from 'vitest';
import { addressErrors, addressesIn } from '../channels/addresses.ts';
import type { RuleView } from '../requests/rules.ts';
import { changesOf, draftOf, wrongIn } from './rule-draft.ts';
import { toldText, whenText } from './rule-words.ts';

const rule = (more: Partial<RuleView> = {}): RuleView => ({
  ...{ id: 'error-rate', name: 'High Error Rate', severity: 'warning', enabled: true },
  ...{ channels: ['email', 'dashboard'], cooldownMinutes: 60 },
  condition: { metric: 'errorRate', operator: '>', threshold: 10, window: '1h' },
  ...more,
});
const lag = rule({
  id: 'sync-lag',
  condition: { metric: 'lastSyncAge', operator: '>', threshold: 120, frequency: 'HOURLY' },
});

describe('A rule as a sentence', () => {
  test.for([
    [rule(), 'When more than 10 % of the changes of the last hour fail'],
    [
      rule({ condition: { metric: 'consecutiveFailures', operator: '>=', threshold: 3 } }),
      'When at least 3 runs in a row fail',
    ],
    [lag, 'When an integration that syncs every hour or more often was not synced for more than 2 h'],
    [
      rule({ condition: { metric: 'pendingConflicts', operator: '>', threshold: 10 } }),
      'When more than 10 records of an integration wait for a decision',
    ],
    [rule({ id: 'outage', condition: null }), 'When the other system does not answer'],
  ] as const)('%j says "%s"', ([told, sentence]) => {
    expect(whenText(told)).toBe(sentence);
  });

  test('says who is told and how soon again, or that nobody is', () => {
    expect(toldText(rule({ channels: ['email', 'slack', 'dashboard'], cooldownMinutes: 30 }))).toBe(
      'Told by mail and in Slack; about the same again after 30 min at the earliest.',
    );
    expect(toldText(rule({ channels: ['dashboard'] }))).toBe('Only shown here; nobody is sent a message.');
  });
});

describe('A rule that is being changed', () => {
  test('sends what stands in its fields, and only the parts that it has', () => {
    expect(changesOf({ ...draftOf(rule()), threshold: '12,5', window: '24h' }, rule())).toEqual({
      ...{ severity: 'warning', channels: ['email', 'dashboard'], cooldownMinutes: 60 },
      condition: { operator: '>', threshold: 12.5, window: '24h' },
    });
    expect(changesOf(draftOf(lag), lag).condition).toEqual({
      ...{ operator: '>', threshold: 120, frequency: 'HOURLY' },
    });
    const simple = rule({ condition: null });
    expect(changesOf({ ...draftOf(simple), channels: [] }, simple)).toEqual({
      ...{ severity: 'warning', channels: ['dashboard'], cooldownMinutes: 60 },
    });
  });

  test('says at its field what is no number', () => {
    const draft = { ...draftOf(rule()), threshold: 'many', cooldownMinutes: '1.5' };
    expect(Object.keys(wrongIn(draft, rule()))).toEqual(['condition.threshold', 'cooldownMinutes']);
    expect(wrongIn({ ...draft, cooldownMinutes: '60' }, rule({ condition: null }))).toEqual({});
  });
});

describe('Addresses to be mailed', () => {
  test('stand one a line, and may be pasted with commas', () => {
    expect(addressesIn(' ada@x.org \n\nben@x.org, eve@x.org;')).toEqual([
      'ada@x.org',
      'ben@x.org',
      'eve@x.org',
    ]);
    expect(addressesIn(' \n ')).toEqual([]);
  });

  test('that are none are named at the field', () => {
    expect(addressErrors({ 'emails.1': 'Give a mail address' }, ['a@x.org', 'ben'])).toEqual({
      emails: '“ben”: Give a mail address.',
    });
    expect(addressErrors({ slackUrl: 'no' }, [])).toEqual({});
  });
});
