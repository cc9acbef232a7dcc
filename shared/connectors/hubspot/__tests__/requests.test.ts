import { describe, expect, test } from 'vitest';
import { factsOf } from '../../../connector-kit/connector-facts.ts';
import { recorded } from '../../../connector-kit/simulator/recorded.ts';
import { faultOf } from '../../../domain/fault.ts';
import tasksPage from '../__fixtures__/tasks-page.json' with { type: 'json' };
import { hubspot } from '../index.ts';

const settings = { portalId: '24681012', timeZone: 'Europe/Berlin', properties: ['contacts.tools'] };
const connection = { baseUrl: 'https://api.hubapi.com', authType: 'BEARER_TOKEN', settings };
const talk = (answers: Parameters<typeof recorded>[3]) =>
  recorded(hubspot, connection, { token: 'key-of-mine' }, answers);
const bodyOf = (text: string | undefined): unknown => JSON.parse(text ?? '');
const [task] = tasksPage.results;
const contact = (id: string) => ({
  ...{ id, properties: { firstname: 'Mira', lastname: 'Dahl', email: null }, archived: false },
  ...{ createdAt: '2026-02-20T08:00:00.000Z', updatedAt: '2026-02-28T19:00:00.000Z' },
});
const missing = { status: 404, body: { status: 'error', message: 'resource not found' } };

describe('what HubSpot answers', () => {
  test('a task has the day in the chosen zone, notes as text, and the contact with the smallest number', async () => {
    const { system, sent } = talk([{ body: tasksPage }]);
    const { records, next } = await system.list('tasks', { since: null, cursor: null });
    expect(records).toMatchObject([
      {
        ...{ id: '7001', updatedAt: '2026-02-28T19:00:00.000Z' },
        data: {
          ...{ hs_task_subject: 'Turn the compost', due_day: '2026-03-15', hs_task_priority: null },
          ...{ notes: 'Bring gloves.\nTea & cake\nat ten', contact_id: '955', company_id: null },
        },
      },
    ]);
    expect(next).toBe('7001');
    expect(sent[0]?.url.pathname).toBe('/crm/objects/2026-09/tasks');
    expect(sent[0]?.headers.authorization).toBe('Bearer key-of-mine');
    expect(sent[0]?.url.searchParams.get('associations')).toBe('contacts,companies');
  });

  test('associations that do not fit into the answer are read to their end', async () => {
    const results = [{ id: '900', type: 'task_to_contact' }];
    const paging = { next: { after: 'abc' } };
    const many = { ...task, associations: { contacts: { results, paging } } };
    const row = (id: number, more: object) => ({
      from: { id: '7001' },
      ...{ to: [{ toObjectId: id, associationTypes: [] }], ...more },
    });
    const { system, sent } = talk([
      { body: many },
      { body: { status: 'COMPLETE', results: [row(900, { paging })] } },
      { body: { status: 'COMPLETE', results: [row(87, {})] } },
    ]);
    expect(await system.get('tasks', '7001')).toMatchObject({ data: { contact_id: '87' } });
    expect(bodyOf(sent[2]?.body)).toEqual({ inputs: [{ id: '7001', after: 'abc' }] });
  });

  test('chosen properties are asked for besides the usual ones', async () => {
    const { system, sent } = talk([{ body: { results: [contact('1')] } }]);
    await system.list('contacts', { since: null, cursor: null });
    expect(sent[0]?.url.searchParams.get('properties')?.split(',')).toEqual(
      expect.arrayContaining(['firstname', 'email', 'tools']),
    );
  });
});

describe('reading what changed', () => {
  const since = '2026-03-01T09:00:00.000Z';
  const found = (ids: readonly string[], more: object = {}) => ({
    body: { total: ids.length, results: ids.map((id) => ({ ...contact(id), properties: {} })), ...more },
  });

  test('searches five minutes farther back, by number, and reads the values by number', async () => {
    const paging = { next: { after: '100' } };
    const { system, sent } = talk([
      found(['11', '12'], { paging }),
      { body: { status: 'COMPLETE', results: [contact('12'), contact('11')] } },
    ]);
    const page = await system.list('contacts', { since, cursor: 'changed:10' });
    expect(page).toMatchObject({ records: [{ id: '12' }, { id: '11' }], next: 'changed:12' });
    expect(bodyOf(sent[0]?.body)).toMatchObject({
      filterGroups: [
        {
          filters: [
            { propertyName: 'lastmodifieddate', operator: 'GTE', value: String(Date.parse(since) - 300_000) },
            { propertyName: 'hs_object_id', operator: 'GT', value: '10' },
          ],
        },
      ],
      sorts: [{ propertyName: 'hs_object_id', direction: 'ASCENDING' }],
      ...{ after: '0', limit: 100 },
    });
    expect(bodyOf(sent[1]?.body)).toMatchObject({ inputs: [{ id: '11' }, { id: '12' }] });
  });

  test('a record that is deleted meanwhile is left out of a 207, and is not taken for an empty page', async () => {
    const errors = [{ status: 'error', category: 'OBJECT_NOT_FOUND', context: { ids: ['12'] } }];
    const { system } = talk([
      found(['11', '12']),
      { status: 207, body: { status: 'COMPLETE', results: [contact('11')], numErrors: 1, errors } },
    ]);
    const page = await system.list('contacts', { since, cursor: null });
    expect(page).toMatchObject({ records: [{ id: '11' }], deletedIds: [], next: 'deleted:' });
  });

  test.each([
    ['RATE_LIMITS', 'rate-limited'],
    ['VALIDATION_ERROR', 'rejected'],
  ])('any other refused part of a 207 (%s) fails the page', async (category, kind) => {
    const errors = [{ category, message: 'not now' }];
    const { system } = talk([
      found(['11', '12']),
      { status: 207, body: { results: [contact('11')], errors } },
    ]);
    await expect(system.list('contacts', { since, cursor: null })).rejects.toMatchObject({ fault: { kind } });
  });

  test('ends with what was deleted since then', async () => {
    const deleted = (id: string, archivedAt: string) => ({ ...contact(id), archived: true, archivedAt });
    const { system, sent } = talk([
      {
        body: {
          results: [deleted('8', '2026-01-01T00:00:00.000Z'), deleted('9', '2026-03-01T08:56:00.000Z')],
        },
      },
    ]);
    const page = await system.list('contacts', { since, cursor: 'deleted:' });
    expect(page).toEqual({ records: [], deletedIds: ['9'], next: null });
    expect(sent[0]?.url.searchParams.get('archived')).toBe('true');
  });
});

describe('a record that is not found', () => {
  test('is gone where HubSpot lists it as deleted', async () => {
    const { system } = talk([missing, { body: { ...contact('7'), archived: true } }]);
    expect(await system.get('contacts', '7')).toBe('gone');
  });

  test('is gone where the key still belongs to the chosen account', async () => {
    const { system } = talk([missing, missing, { body: { portalId: 24_681_012 } }]);
    expect(await system.get('contacts', '7')).toBe('gone');
  });

  test('is not gone where the key belongs to another account', async () => {
    const { system } = talk([missing, missing, { body: { portalId: 99 } }]);
    await expect(system.get('contacts', '7')).rejects.toMatchObject({ fault: { kind: 'forbidden' } });
  });

  test('that was merged into another is gone under its own number', async () => {
    const { system } = talk([{ body: contact('8') }]);
    expect(await system.get('contacts', '7')).toBe('gone');
  });
});

describe('refusals', () => {
  test.each([
    [{ policyName: 'SECONDLY' }, 1],
    [{ policyName: 'TEN_SECONDLY_ROLLING' }, 10],
    [{ policyName: 'DAILY' }, 3600],
    [{}, 10],
  ])('too many by %j wait %i s', async (body, retryAfterSeconds) => {
    const { system } = talk([{ status: 429, body: { status: 'error', message: 'limit', ...body } }]);
    await expect(system.get('contacts', '7')).rejects.toMatchObject({
      fault: { kind: 'rate-limited', retryAfterSeconds },
    });
  });

  test.each([
    [423, {}, 2],
    [477, { 'retry-after': '120' }, 120],
  ])('%i is a rest of the vendor', async (status, headers, retryAfterSeconds) => {
    const { system } = talk([{ status, headers, body: { message: 'locked' } }]);
    await expect(system.get('contacts', '7')).rejects.toMatchObject({
      fault: { kind: 'unavailable', retryAfterSeconds },
    });
  });

  test('a missing permission is told as one', async () => {
    const { system } = talk([{ status: 403, body: { category: 'MISSING_SCOPES', message: 'not granted' } }]);
    await expect(system.get('contacts', '7')).rejects.toMatchObject({
      fault: { kind: 'forbidden', message: expect.stringContaining('permission') },
    });
  });

  test('of a contact are told without the name, the address and the phone number', async () => {
    const { system } = talk([
      { body: contact('7') },
      { status: 400, body: { category: 'VALIDATION_ERROR', message: 'phone is not valid', phone: '0170' } },
    ]);
    const given = { full_name: 'Idris Garcia', email: 'idris@example.org', phone: '0170' };
    const fault = await system.update('contacts', '7', given).then(
      () => undefined,
      (error: unknown) => faultOf(error),
    );
    expect(fault).toMatchObject({ kind: 'rejected', exchange: { method: 'PATCH', status: 400 } });
    expect(JSON.stringify(fault)).not.toMatch(/Idris|Garcia|idris|0170/);
  });

  test('the budget that is nearer to its end is the one that counts', () => {
    const headers = (left: number, today: number) => ({
      ...{ 'x-hubspot-ratelimit-max': '100', 'x-hubspot-ratelimit-remaining': String(left) },
      ...{ 'x-hubspot-ratelimit-daily': '250000', 'x-hubspot-ratelimit-daily-remaining': String(today) },
    });
    const read = (values: Record<string, string>) =>
      hubspot.budget?.({ status: 200, headers: values, text: '', url: '' });
    expect(read(headers(40, 200_000))).toEqual({ remaining: 40, windowSeconds: 10 });
    expect(read(headers(40, 1000))).toEqual({ remaining: 1000, windowSeconds: 86_400 });
    expect(read({})).toBeUndefined();
  });
});

describe('settings', () => {
  const messages = (given: object) => factsOf(hubspot).checkSettings({ ...given });

  test('say what has to be chosen', () => {
    expect(messages({ portalId: 'mine', timeZone: 'Berlin', properties: ['deals.amount'] })).toEqual([
      { pointer: '/settings/portalId', message: 'Choose the account' },
      { pointer: '/settings/timeZone', message: 'Give a time zone like Europe/Berlin' },
      { pointer: '/settings/properties/0', message: 'Choose properties from the list' },
    ]);
    expect(messages(settings)).toEqual([]);
  });
});
