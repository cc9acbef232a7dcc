import { createHash, createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import deletion from '../__fixtures__/deletion.json' with { type: 'json' };
import type { Settings } from '../schema.ts';
import { readWebhook } from '../webhook.ts';

const settings: Settings = { portalId: '24681012', timeZone: 'Europe/Berlin', webhooks: 'on' };
const [secret, url, time] = ['of-the-app', 'https://sync.example.org/receive', 1_772_359_200_000];

function read(events: unknown) {
  const body = JSON.stringify(events);
  const signature = createHmac('sha256', secret).update(`POST${url}${body}${time}`).digest('base64');
  const headers = { 'x-hubspot-request-timestamp': String(time), 'x-hubspot-signature-v3': signature };
  return readWebhook(
    { method: 'POST', url, headers, query: {}, body: Buffer.from(body) },
    {
      ...{ settings, secrets: [secret], now: new Date(time) },
      hash: (text) => createHash('sha256').update(text).digest('hex'),
    },
  );
}
const event = (more: object) => ({
  ...{ eventId: 9, subscriptionId: 7, portalId: 24_681_012, occurredAt: time, attemptNumber: 0 },
  ...more,
});
const changes = (...events: readonly object[]) => {
  const reading = read(events);
  return reading.kind === 'delivery'
    ? reading.changes.map(({ stream, externalId, kind }) => [stream, externalId, kind])
    : reading;
};

describe('an event of HubSpot', () => {
  test('about a deleted task says so by the number of its type', () => {
    expect(changes(...deletion)).toEqual([['tasks', '7001', 'deleted']]);
  });

  test.each([
    ['contact.creation', 'contacts', 'upserted'],
    ['contact.propertyChange', 'contacts', 'upserted'],
    ['contact.deletion', 'contacts', 'deleted'],
    ['contact.privacyDeletion', 'contacts', 'deleted'],
    ['contact.restore', 'contacts', 'upserted'],
    ['company.deletion', 'companies', 'deleted'],
  ])('%s is about one of the %s: %s', (subscriptionType, stream, kind) => {
    expect(changes(event({ subscriptionType, objectId: 12 }))).toEqual([[stream, '12', kind]]);
  });

  test('about a meeting is recognised by the number of its type, and what is not synced tells of nothing', () => {
    const created = { subscriptionType: 'object.creation', objectId: 3 };
    expect(changes(event({ ...created, objectTypeId: '0-47' }))).toEqual([['meetings', '3', 'upserted']]);
    expect(changes(event({ ...created, objectTypeId: '0-3' }))).toEqual([]);
    expect(changes(event({ subscriptionType: 'deal.creation', objectId: 3 }))).toEqual([]);
    expect(changes(event({ subscriptionType: 'conversation.newMessage', objectId: 3 }))).toEqual([]);
  });

  test('of another account in which the app is installed tells of nothing here', () => {
    const other = { ...event({ subscriptionType: 'contact.deletion', objectId: 12 }), portalId: 99 };
    expect(changes(other)).toEqual([]);
  });

  test('about a merge names who remains, under a new number if there is one, and who is gone', () => {
    const merge = {
      subscriptionType: 'contact.merge',
      objectId: 12,
      primaryObjectId: 12,
      mergedObjectIds: [13],
    };
    expect(changes(event(merge))).toEqual([
      ['contacts', '12', 'upserted'],
      ['contacts', '13', 'deleted'],
    ]);
    expect(changes(event({ ...merge, newObjectId: 77 }))).toEqual([
      ['contacts', '77', 'upserted'],
      ['contacts', '12', 'deleted'],
      ['contacts', '13', 'deleted'],
    ]);
  });

  test('about a contact in a company is one about the seat, from either side', () => {
    const [contact, company] = [
      { fromObjectId: 5, toObjectId: 8 },
      { fromObjectId: 8, toObjectId: 5 },
    ];
    const told = (more: object) => changes(event({ subscriptionType: 'contact.associationChange', ...more }));
    expect(told({ ...contact, associationType: 'CONTACT_TO_COMPANY', associationRemoved: true })).toEqual([
      ['company_contacts', '8:5', 'deleted'],
    ]);
    expect(told({ ...company, associationType: 'COMPANY_TO_CONTACT', associationRemoved: false })).toEqual([
      ['company_contacts', '8:5', 'upserted'],
    ]);
    const generic = {
      subscriptionType: 'object.associationChange',
      fromObjectTypeId: '0-1',
      toObjectTypeId: '0-2',
    };
    expect(changes(event({ ...generic, ...contact, associationRemoved: true }))).toEqual([
      ['company_contacts', '8:5', 'deleted'],
    ]);
  });

  test('about a task and its contact is one about the task, also when they were parted', () => {
    const generic = { subscriptionType: 'object.associationChange', associationRemoved: true };
    const ends = { fromObjectTypeId: '0-27', fromObjectId: 7001, toObjectTypeId: '0-1', toObjectId: 5 };
    expect(changes(event({ ...generic, ...ends }))).toEqual([['tasks', '7001', 'upserted']]);
  });

  test('sent again has the same key, and another event with the same number has another', () => {
    const keys = (more: object) => {
      const reading = read([event({ subscriptionType: 'contact.creation', objectId: 12, ...more })]);
      return reading.kind === 'delivery' ? reading.changes.map(({ eventKey }) => eventKey) : [];
    };
    expect(keys({ attemptNumber: 3 })).toEqual(keys({}));
    expect(keys({ occurredAt: time + 1 })).not.toEqual(keys({}));
    expect(keys({ subscriptionId: 8 })).not.toEqual(keys({}));
  });

  test('several of which are about one record become one look at it', () => {
    const change = { subscriptionType: 'contact.propertyChange', objectId: 12 };
    expect(changes(event(change), event({ ...change, eventId: 10 }))).toEqual([
      ['contacts', '12', 'upserted'],
    ]);
  });
});

describe('a signed body that is not what HubSpot sends is refused with the place at fault', () => {
  test.each([
    [{}, '/'],
    [[{ eventId: 1 }], '/0/portalId'],
    [[event({ subscriptionType: 7 })], '/0/subscriptionType'],
  ])('%j', (body, pointer) => {
    expect(read(body)).toMatchObject({ kind: 'refused', status: 400, code: 'invalid-payload', pointer });
  });
});
