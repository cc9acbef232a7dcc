import { describe, expect, onTestFinished, test } from 'vitest';
import * as z from 'zod';
import { connect, lookUpChoices } from '../../../connector-kit/connect.ts';
import { plainHttp as http } from '../../../connector-kit/simulator/plain-http.ts';
import type { ExternalData } from '../../../domain/external.ts';
import { hubspot } from '../index.ts';
import { type HubSpotSimulatorOptions, startHubSpotSimulator } from '../simulator/index.ts';

/** The connector at a simulated account whose clock goes by hand. */
async function account(options: HubSpotSimulatorOptions = {}, chosen: ExternalData = {}) {
  let time = Date.parse('2026-03-01T10:00:00.000Z');
  const now = () => new Date(time);
  const simulator = await startHubSpotSimulator({ tasks: 5, members: 3, now, ...options });
  onTestFinished(() => simulator.close());
  const { baseUrl, credentials } = simulator;
  const connection = { baseUrl, authType: 'BEARER_TOKEN', settings: { ...simulator.settings, ...chosen } };
  const deps = { http, now };
  return {
    ...{ simulator, now },
    system: connect(hubspot, connection, credentials, deps),
    pass: (seconds: number) => {
      time += seconds * 1000;
    },
    choicesOf: (field: string) => lookUpChoices(hubspot, connection, credentials, deps, { field, given: {} }),
    async user(method: string, path: string, body?: object) {
      const init = { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
      const response = await fetch(`${simulator.controlUrl}/${path}`, init);
      const text = await response.text();
      return z.looseObject({ id: z.string().optional() }).parse(text === '' ? {} : JSON.parse(text));
    },
  };
}
const all = { since: null, cursor: null };
type Account = Awaited<ReturnType<typeof account>>;

async function changedSince({ system }: Account, stream: string, since: string) {
  const [records, deletedIds]: [string[], string[]] = [[], []];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof system.list>> = await system.list(stream, { since, cursor });
    records.push(...page.records.map(({ id }) => id));
    deletedIds.push(...page.deletedIds);
    cursor = page.next;
  } while (cursor !== null);
  return { records, deletedIds };
}

describe('what changed', () => {
  test('is told once each and whole, however many records share one moment', async () => {
    const session = await account({ tasks: 430 });
    session.pass(7200);
    const { records } = await changedSince(session, 'tasks', '2026-03-01T08:00:00.000Z');
    expect([records.length, new Set(records).size]).toEqual([430, 430]);
  });

  test('is not missed when a record changes while the pages are read', async () => {
    const session = await account({ tasks: 250 });
    const since = '2026-03-01T08:00:00.000Z';
    const first = await session.system.list('tasks', { since, cursor: null });
    session.pass(60);
    await session.user('PATCH', `tasks/${first.records[0]?.id}`, { hs_task_subject: 'Moved to the end' });
    const ids = first.records.map(({ id }) => id);
    let cursor = first.next;
    while (cursor !== null) {
      const page: typeof first = await session.system.list('tasks', { since, cursor });
      ids.push(...page.records.map(({ id }) => id));
      cursor = page.next;
    }
    expect(new Set(ids).size).toBe(250);
  });

  test('comes with the values of now while the search still knows the old ones', async () => {
    const session = await account({ searchLagSeconds: 20 });
    const [task] = (await session.system.list('tasks', all)).records;
    await session.system.update('tasks', task?.id ?? '', { hs_task_subject: 'First' });
    session.pass(30);
    await session.system.update('tasks', task?.id ?? '', { hs_task_subject: 'Second' });
    const page = await session.system.list('tasks', { since: session.now().toISOString(), cursor: null });
    expect(page.records).toMatchObject([{ id: task?.id, data: { hs_task_subject: 'Second' } }]);
  });

  test('is found by the next look when the search was late', async () => {
    const session = await account({ searchLagSeconds: 20 });
    session.pass(7200);
    const since = session.now().toISOString();
    const { id = '' } = await session.user('POST', 'contacts', { firstname: 'Late' });
    expect((await changedSince(session, 'contacts', since)).records).toEqual([]);
    session.pass(60);
    const next = new Date(Date.parse(since) + 60_000).toISOString();
    expect((await changedSince(session, 'contacts', next)).records).toEqual([id]);
  });

  test('ends with what was deleted', async () => {
    const session = await account();
    const [task] = (await session.system.list('tasks', all)).records;
    session.pass(7200);
    const since = session.now().toISOString();
    await session.user('DELETE', `tasks/${task?.id}`);
    expect(await changedSince(session, 'tasks', since)).toEqual({ records: [], deletedIds: [task?.id] });
    expect(await session.system.get('tasks', task?.id ?? '')).toBe('gone');
  });
});

describe('a new contact', () => {
  const mira = { full_name: 'Mira Dahl', email: 'mira@example.org' };

  test('is created once, however often the same creation is sent, and found by its key', async () => {
    const { system } = await account();
    expect(await system.findByKey('contacts', 'key-1')).toBe('unsupported');
    const made = await system.create('contacts', { full_name: 'Mira Dahl' }, 'key-1');
    expect(made).toMatchObject({ ownKey: 'key-1', data: { firstname: 'Mira', lastname: 'Dahl' } });
    expect(await system.create('contacts', { full_name: 'Mira Dahl' }, 'key-1')).toEqual(made);
    expect(await system.findByKey('contacts', 'key-1')).toEqual(made);
    expect(await system.findByKey('contacts', 'key-2')).toBe('none');
    expect((await system.list('contacts', all)).records).toHaveLength(4);
  });

  test('is created also where the key may not make the property for it', async () => {
    const session = await account();
    await session.user('PUT', 'key', { mayDefine: false });
    const made = await session.system.create('contacts', mira, 'key-1');
    expect(made.data).toMatchObject(mira);
    expect(made.ownKey).toBeUndefined();
  });

  test.each([true, false])(
    'with an address that is taken is a conflict (property of ours: %s)',
    async (mayDefine) => {
      const session = await account();
      await session.user('PUT', 'key', { mayDefine });
      await session.system.create('contacts', mira, 'key-1');
      await expect(session.system.create('contacts', mira, 'key-2')).rejects.toMatchObject({
        fault: { kind: 'conflict' },
      });
    },
  );

  test('whose name changes keeps the part that did not', async () => {
    const session = await account();
    const { id = '' } = await session.user('POST', 'contacts', {
      firstname: 'Anna Maria',
      lastname: 'van Dyk',
    });
    const after = await session.system.update('contacts', id, { full_name: 'Anne van Dyk' });
    expect(after.data).toMatchObject({ firstname: 'Anne', lastname: 'van Dyk' });
  });

  test('merged into another is gone, and the other is read as itself', async () => {
    const session = await account();
    const [one, other] = (await session.system.list('contacts', all)).records;
    await session.user('POST', `contacts/${one?.id}/merge/${other?.id}`);
    expect(await session.system.get('contacts', other?.id ?? '')).toBe('gone');
    expect(await session.system.get('contacts', one?.id ?? '')).toMatchObject({ id: one?.id });
  });
});

describe('a task', () => {
  test('is created for a contact and a company, and moved to others', async () => {
    const { system } = await account();
    const [one, other] = (await system.list('contacts', all)).records.map(({ id }) => id);
    const [company] = (await system.list('companies', all)).records.map(({ id }) => id);
    const data = { hs_task_subject: 'Rake', contact_id: one ?? null, company_id: company ?? null };
    const made = await system.create('tasks', data, 'key');
    expect(made.data).toMatchObject({ ...data, hs_task_type: 'TODO', due_day: '2026-03-01' });
    const moved = await system.update('tasks', made.id, { contact_id: other ?? null, company_id: null });
    expect(moved.data).toMatchObject({ contact_id: other, company_id: null });
  });

  test('is created with its notes as they were written, due on its day, and belongs to the chosen owner', async () => {
    const session = await account();
    const data = { hs_task_subject: 'Paint', notes: 'Green\n2 < 3 & more', due_day: '2026-04-01' };
    const made = await session.system.create('tasks', data, 'key');
    expect(made.data).toMatchObject({ ...data, hubspot_owner_id: '71001' });
    expect(await session.system.get('tasks', made.id)).toEqual(made);
    expect(await session.user('GET', `tasks/${made.id}`)).toMatchObject({
      ...{ hs_task_body: 'Green<br>2 &lt; 3 &amp; more', hs_timestamp: '2026-04-01T07:00:00.000Z' },
    });
  });

  test('keeps its due date where it is to have none, and its time of day where it is to have another', async () => {
    const session = await account();
    const { id = '' } = await session.user('POST', 'tasks', {
      ...{ hs_task_subject: 'Sow', hs_timestamp: '2026-03-10T15:45:00.000Z' },
    });
    expect((await session.system.update('tasks', id, { due_day: null })).data.due_day).toBe('2026-03-10');
    expect((await session.system.update('tasks', id, { due_day: '2026-03-12' })).data).toMatchObject({
      ...{ due_day: '2026-03-12', hs_timestamp: '2026-03-12T15:45:00.000Z' },
    });
  });
});

describe('a contact of a company', () => {
  test('comes and goes, and is the same when it is made twice', async () => {
    const { system } = await account();
    const [contact] = (await system.list('contacts', all)).records;
    const { id: company } = await system.create('companies', { name: 'Tea circle' }, 'key-3');
    const data = { company_id: company, contact_id: contact?.id ?? null };
    const made = await system.create('company_contacts', data, 'a');
    expect(made).toEqual({ id: `${company}:${contact?.id}`, data });
    expect(await system.create('company_contacts', data, 'b')).toEqual(made);
    expect((await system.list('company_contacts', all)).records).toContainEqual(made);
    expect(await system.delete('company_contacts', made.id)).toBe('deleted');
    expect(await system.delete('company_contacts', made.id)).toBe('gone');
    expect(await system.get('contacts', contact?.id ?? '')).not.toBe('gone');
  });
});

describe('what an admin is told', () => {
  test('a key of another account is refused by the test, and deletes nothing', async () => {
    const session = await account();
    await session.user('PUT', 'key', { portalId: 99 });
    const report = await session.system.test();
    expect(report).toMatchObject({ ok: false });
    expect(report.steps.at(-2)).toMatchObject({ step: 'may-read', ok: false, cure: expect.any(String) });
    await expect(session.system.get('contacts', '999999')).rejects.toMatchObject({
      fault: { kind: 'forbidden' },
    });
  });

  test('the settings offer what the account has', async () => {
    const { choicesOf } = await account();
    expect(await choicesOf('portalId')).toMatchObject([{ id: '24681012' }]);
    expect(await choicesOf('timeZone')).toMatchObject([{ id: 'Europe/Berlin' }]);
    expect(await choicesOf('ownerId')).toEqual([{ id: '71001', label: 'Front Desk' }]);
    expect(await choicesOf('properties')).toContainEqual({ id: 'contacts.tools', label: 'Tools (contacts)' });
    expect((await choicesOf('webhooks')).map(({ id }) => id)).toEqual(['off', 'on']);
  });

  test('the fields that can be mapped are those that are read, with their choices', async () => {
    const { system } = await account({}, { properties: ['contacts.tools', 'contacts.volunteer_since'] });
    const fields = await system.discoverFields('contacts');
    expect(fields).toContainEqual({
      path: 'volunteer_since',
      label: 'Volunteer since',
      type: 'date',
      writable: true,
    });
    expect(fields.find(({ path }) => path === 'tools')?.options).toHaveLength(3);
    expect(fields.map(({ path }) => path)).not.toContain('britepool_key');
    expect(await system.discoverFields('company_contacts')).toEqual([]);
  });

  test('webhooks wait for the secret of the app, and for the admin to say that it sends any', async () => {
    const target = { url: () => 'https://sync.example.org', secret: 'ours' };
    expect(await (await account({}, { webhooks: 'off' })).system.registerWebhooks(target)).toEqual([]);
    const { system } = await account();
    expect(await system.registerWebhooks(target)).toMatchObject([{ key: 'default', externalId: null }]);
  });
});

test('the account’s limits are kept: the search’s own is a wait of one second', async () => {
  const session = await account({ limits: true });
  const look = () => session.system.list('contacts', { since: session.now().toISOString(), cursor: null });
  for (let count = 0; count < 5; count++) await look();
  await expect(look()).rejects.toMatchObject({ fault: { kind: 'rate-limited', retryAfterSeconds: 1 } });
  session.pass(1);
  await look();
});
