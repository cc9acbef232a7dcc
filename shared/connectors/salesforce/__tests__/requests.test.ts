import { describe, expect, test } from 'vitest';
import { recorded } from '../../../connector-kit/simulator/recorded.ts';
import contacts from '../__fixtures__/contacts-page.json' with { type: 'json' };
import { salesforce } from '../index.ts';

const settings = {
  ...{ apiVersion: '67.0', timeZone: 'Europe/Ljubljana' },
  keyFields: ['Contact.BritePool_Key__c', 'Event.Key__c'],
};
const connection = { baseUrl: 'https://garden.my.salesforce.com', authType: 'OAUTH2', settings };
const talk = (answers: Parameters<typeof recorded>[3], more: { readonly apiBaseUrl?: string } = {}) =>
  recorded(salesforce, connection, { accessToken: 'secret-token', ...more }, answers);
const noLog = { body: { deletedRecords: [], earliestDateAvailable: '', latestDateCovered: '' } };
const whole = { since: null, cursor: null };

describe('what is asked of Salesforce', () => {
  test('everything is asked for by id, deleted rows left out and archived ones not', async () => {
    const { system, sent } = talk([{ body: contacts }]);
    await system.list('contacts', whole);
    expect(sent[0]?.url.pathname).toBe('/services/data/v67.0/queryAll');
    expect(sent[0]?.url.searchParams.get('q')).toBe(
      'SELECT FIELDS(ALL) FROM Contact WHERE IsDeleted = false ORDER BY Id LIMIT 200',
    );
    expect(sent[0]?.headers.authorization).toBe('Bearer secret-token');
    expect(sent).toHaveLength(1);
  });

  test('what changed is asked for by time-stamp and id, five minutes back, then the log of deletions', async () => {
    const { system, sent } = talk([{ body: contacts }, noLog]);
    await system.list('contacts', { since: '2026-02-11T07:00:00.000Z', cursor: null });
    expect(sent[0]?.url.searchParams.get('q')).toBe(
      'SELECT FIELDS(ALL) FROM Contact WHERE SystemModstamp >= 2026-02-11T06:55:00.000Z ORDER BY SystemModstamp, Id LIMIT 200',
    );
    expect(sent[1]?.url.pathname).toBe('/services/data/v67.0/sobjects/Contact/deleted/');
    expect(Object.fromEntries(sent[1]?.url.searchParams ?? [])).toEqual({
      ...{ start: '2026-02-14T10:15:00Z', end: '2026-03-01T10:00:00Z' },
    });
  });

  test('the next page begins after the last row of this one', async () => {
    const { system, sent } = talk([{ body: { ...contacts, done: false } }, { body: contacts }, noLog]);
    const since = '2026-02-11T07:00:00.000Z';
    const { next } = await system.list('contacts', { since, cursor: null });
    await system.list('contacts', { since, cursor: next });
    expect(sent[1]?.url.searchParams.get('q')).toContain(
      "SystemModstamp >= 2026-02-11T08:00:00.000Z AND (SystemModstamp > 2026-02-11T08:00:00.000Z OR Id > '003Wx00000000a2IAA')",
    );
  });

  test('the address that came with the token is asked, whatever was typed', async () => {
    const { system, sent } = talk([{ body: contacts }], { apiBaseUrl: 'https://moved.my.salesforce.com' });
    await system.list('contacts', whole);
    expect(sent[0]?.url.origin).toBe('https://moved.my.salesforce.com');
  });

  test('a write and its reading back go out as one composite request', async () => {
    const [row] = contacts.records;
    const parts = [
      { body: null, httpHeaders: {}, httpStatusCode: 204, referenceId: 'written' },
      { body: row, httpHeaders: {}, httpStatusCode: 200, referenceId: 'read' },
    ];
    const { system, sent } = talk([{ body: { compositeResponse: parts } }]);
    await system.update('contacts', '003Wx00000000a1IAA', { Phone: null });
    expect(sent[0]?.url.pathname).toBe('/services/data/v67.0/composite');
    expect(JSON.parse(sent[0]?.body ?? '')).toEqual({
      allOrNone: false,
      compositeRequest: [
        {
          ...{ method: 'PATCH', url: '/services/data/v67.0/sobjects/Contact/003Wx00000000a1IAA' },
          ...{ referenceId: 'written', body: { Phone: null } },
        },
        {
          ...{ method: 'GET', url: '/services/data/v67.0/sobjects/Contact/003Wx00000000a1IAA' },
          referenceId: 'read',
        },
      ],
    });
  });
});

describe('what Salesforce answers', () => {
  test('is kept whole, with its moments in UTC and its calendar days as they are', async () => {
    const { system } = talk([{ body: contacts }]);
    const { records, deletedIds } = await system.list('contacts', whole);
    expect(deletedIds).toEqual(['003Wx00000000a2IAA']);
    expect(records).toEqual([
      {
        ...{ id: '003Wx00000000a1IAA', ownKey: 'key-7', updatedAt: '2026-02-11T07:45:12.000Z' },
        data: expect.objectContaining({
          ...{ SystemModstamp: '2026-02-11T07:45:12.000Z', Joined__c: '2024-05-01' },
          // A text that reads like a moment stays one.
          Note__c: '2026-01-05T09:00:00Z',
          MailingAddress: { city: 'Kranj', street: 'Glavni trg 1' },
        }),
      },
    ]);
    expect(records[0]?.data).not.toHaveProperty('attributes');
  });

  test('a page without rows that is not the last is no end', async () => {
    const { system } = talk([{ body: { totalSize: 9, done: false, records: [] } }]);
    await expect(system.list('contacts', whole)).rejects.toMatchObject({ fault: { kind: 'drifted' } });
  });
});

describe('settings', () => {
  const message = (change: object) => {
    const parsed = salesforce.settings.safeParse({ ...settings, ...change });
    return parsed.success ? undefined : parsed.error.issues[0]?.message;
  };

  test('that cannot be are refused in words', () => {
    expect(message({})).toBeUndefined();
    expect(message({ apiVersion: 'v67' })).toBe('Choose the version of the API');
    expect(message({ apiVersion: '67.0/../sobjects' })).toBe('Choose the version of the API');
    expect(message({ timeZone: 'Berlin' })).toBe('Give a time zone like Europe/Berlin');
    expect(message({ ownerId: 'me' })).toBe('Choose a user');
    expect(message({ keyFields: ['Contact.Name'] })).toBe('Choose a field that is offered');
    expect(message({ keyFields: ["Contact.A__c = '' OR Id__c"] })).toBe('Choose a field that is offered');
  });
});
