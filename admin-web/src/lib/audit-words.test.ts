import { describe, expect, test } from 'vitest';
import { actorName, actText } from './audit-words.ts';

type Entry = Parameters<typeof actText>[0];
const entry = (action: string, before: Entry['before'] = null, after: Entry['after'] = null): Entry => ({
  ...{ id: 'a', at: '2026-03-01T10:00:00.000Z', actor: 'ada', subject: 'int_1' },
  ...{ action, before, after },
});

describe('What somebody did', () => {
  test.for([
    [entry('integration.created'), 'connected it'],
    [
      entry('integration.updated', { syncFrequency: 'HOURLY' }, { syncFrequency: 'DAILY' }),
      'changed how often it runs from “Every hour” to “Once a day”',
    ],
    [entry('integration.updated', { status: 'ACTIVE' }, { status: 'PAUSED' }), 'paused it'],
    [
      entry(
        'integration.updated',
        { status: 'PAUSED', name: 'A', settings: {} },
        { status: 'ACTIVE', name: 'B', settings: { team: '7' } },
      ),
      'let it go on and changed its name from “A” to “B” and what of the other system is synced',
    ],
    [entry('integration.updated', { name: 'A' }, { name: 'A' }), 'saved it without a change'],
    [entry('integration.updated', {}, { credentials: 'replaced' }), 'changed the sign-in'],
    [entry('brand.new'), 'did “brand.new”'],
  ] as const)('%j reads well', ([act, text]) => {
    expect(actText(act)).toBe(text);
  });

  test('by itself was done by the service', () => {
    expect([actorName('guardian'), actorName('ada')]).toEqual(['The service', 'ada']);
  });
});
