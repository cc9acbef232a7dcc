import { describe, expect, onTestFinished, test } from 'vitest';
import { httpClient } from '../../../adapters/http/http-client.ts';
import { connect, lookUpChoices } from '../../../connector-kit/connect.ts';
import { factsOf } from '../../../connector-kit/connector-facts.ts';
import { recorded } from '../../../connector-kit/simulator/recorded.ts';
import fixture from '../__fixtures__/item.json' with { type: 'json' };
import { monday } from '../index.ts';
import { type MondaySimulatorOptions, startMondaySimulator } from '../simulator/index.ts';

const http = httpClient({ allowLoopback: true, timeoutMs: 5000, maxBytes: 16 * 1_048_576 });

const reading = { baseUrl: 'https://api.monday.com', authType: 'API_KEY', settings: { boardIds: ['1'] } };

async function connected(options: MondaySimulatorOptions = {}, more: object = {}) {
  let time = Date.parse('2026-03-01T10:00:00.000Z');
  const now = () => new Date(time);
  const simulator = await startMondaySimulator({ tasks: 6, members: 3, now, ...options });
  onTestFinished(() => simulator.close());
  const settings = { ...simulator.settings, ...more };
  const connection = { baseUrl: simulator.baseUrl, authType: 'API_KEY', settings };
  const system = connect(monday, connection, simulator.credentials, { http, now });
  const control = (method: string, path: string, body: object = {}) =>
    fetch(`${simulator.controlUrl}/${path}`, {
      method,
      ...(method === 'GET' ? {} : { body: JSON.stringify(body) }),
    });
  const all = async (since: string | null = null) => system.list('items', { since, cursor: null });
  return {
    ...{ simulator, system, connection, control, all, now },
    pass(seconds: number) {
      time += seconds * 1000;
    },
  };
}

describe('a list of items', () => {
  test('begins its board again when monday.com has forgotten the place, and misses nothing', async () => {
    const { system, pass } = await connected({ tasks: 600 });
    const first = await system.list('items', { since: null, cursor: null });
    pass(3601);
    const again = await system.list('items', { since: null, cursor: first.next });
    expect(again.records.map(({ id }) => id)).toEqual(first.records.map(({ id }) => id));
    const rest = await system.list('items', { since: null, cursor: again.next });
    expect(new Set([...again.records, ...rest.records].map(({ id }) => id)).size).toBe(600);
    expect(rest.next).toBeNull();
  });

  test('of what changed ends as soon as the rest is older', async () => {
    const { all, pass, now, control, simulator } = await connected({ tasks: 600 });
    const [record] = (await all()).records;
    pass(3600);
    await control('PATCH', `items/${record?.id}`, { name: 'Changed' });
    const before = simulator.requests();
    const page = await all(now().toISOString());
    expect(page.records.map(({ data }) => data.name)).toEqual(['Changed']);
    expect([page.next, simulator.requests() - before]).toEqual([null, 1]);
  });

  test('tells what the board’s log says was deleted, in the same request', async () => {
    const { all, pass, now, control, simulator } = await connected();
    const [record] = (await all()).records;
    pass(60);
    await control('DELETE', `items/${record?.id}`);
    const before = simulator.requests();
    expect((await all(now().toISOString())).deletedIds).toEqual([record?.id]);
    expect(simulator.requests() - before).toBe(1);
  });

  test('goes through the whole log of a busy board, and believes only entries that name an item', async () => {
    const log = (event: string, data: unknown) => ({ event, data: JSON.stringify(data) });
    const many = Array.from({ length: 500 }, (_, at) => log('update_column_value', { pulse_id: at }));
    const found = [
      log('delete_pulse', { pulse_id: 71 }),
      log('batch_delete_pulses', { pulse_ids: ['72', 73] }),
    ];
    const odd = [{ event: 'delete_pulse', data: '{"pul' }, log('delete_pulse', { pulse_id: null })];
    const answers = [
      { items_page: { cursor: null, items: [] }, activity_logs: many },
      { items_page: { cursor: null, items: [] }, activity_logs: [...found, ...odd] },
    ];
    const bodies = answers.map((board) => ({ body: { data: { r: [board] } } }));
    const { system, sent } = recorded(monday, reading, { token: 't' }, bodies);
    const page = await system.list('items', { since: '2026-02-01T00:00:00.000Z', cursor: null });
    expect(page.deletedIds).toEqual(['71', '72', '73']);
    expect(sent.map(({ body }) => body?.includes('"page":2'))).toEqual([false, true]);
  });

  test('of a board that cannot be seen any more is forbidden and never empty', async () => {
    const { all, control, simulator } = await connected();
    await control('PUT', 'hidden', { boards: simulator.settings.boardIds });
    await expect(all()).rejects.toMatchObject({ fault: { kind: 'forbidden' } });
  });

  test('reads on where the answer does not keep the order that was asked for', async () => {
    const old = { ...fixture, id: '1', updated_at: '2026-01-01T00:00:00Z' };
    const items = [old, fixture, { ...old, id: '2' }];
    const body = { data: { r: [{ items_page: { cursor: 'more', items }, activity_logs: [] }] } };
    const { system } = recorded(monday, reading, { token: 't' }, [{ body }]);
    const page = await system.list('items', { since: '2026-02-01T00:00:00.000Z', cursor: null });
    expect(page.records.map(({ id }) => id)).toEqual([fixture.id]);
    expect(page.next).toBe('0:more');
  });
});

describe('one item', () => {
  test('that is missing is gone only while its boards can be seen', async () => {
    const { system, control, simulator } = await connected();
    expect(await system.get('items', '9999')).toBe('gone');
    await control('PUT', 'hidden', { boards: simulator.settings.boardIds });
    await expect(system.get('items', '9999')).rejects.toMatchObject({ fault: { kind: 'forbidden' } });
  });

  test('that was archived is not gone, and says so', async () => {
    const { system, control, all } = await connected();
    const [record] = (await all()).records;
    await control('PATCH', `items/${record?.id}`, { state: 'archived' });
    expect((await all()).records.map(({ id }) => id)).not.toContain(record?.id);
    expect(await system.get('items', record?.id ?? '')).toMatchObject({ data: { state: 'archived' } });
  });

  test('is made once, however often the same request comes, and is asked for in UTF-8 of any length', async () => {
    const { system, all } = await connected();
    const [one, two] = [
      await system.create('items', { name: 'Äpfel 🍏' }, 'key-1'),
      await system.create('items', { name: 'Äpfel 🍏' }, 'key-1'),
    ];
    expect(two).toEqual(one);
    await system.create('items', { name: 'Äpfel 🍏' }, 'key-2');
    expect((await all()).records.filter(({ data }) => data.name === 'Äpfel 🍏')).toHaveLength(2);
  });

  test('begins in the chosen group and is moved with its other values in one request', async () => {
    const { system, simulator } = await connected({}, { groupId: 'group_later' });
    const made = await system.create('items', { name: 'Benches' }, 'k');
    expect(made.data.group_id).toBe('group_later');
    const before = simulator.requests();
    const moved = await system.update('items', made.id, { group_id: 'topics', status: 'Done' });
    expect(moved.data).toMatchObject({ group_id: 'topics', status: 'Done' });
    expect(simulator.requests() - before).toBe(2);
  });

  test('with a label that the board does not have is refused in monday.com’s words', async () => {
    const { system, all } = await connected();
    const [record] = (await all()).records;
    await expect(system.update('items', record?.id ?? '', { status: 'Blocked' })).rejects.toMatchObject({
      fault: { kind: 'rejected', message: expect.stringContaining('Blocked') },
    });
  });

  test('cannot be made where no board was chosen for its kind', async () => {
    const { system } = await connected({}, { eventBoardIds: [] });
    expect((await system.list('events', { since: null, cursor: null })).records).toEqual([]);
    await expect(system.create('events', { name: 'Fair' }, 'k')).rejects.toMatchObject({
      fault: { kind: 'rejected', message: expect.stringContaining('No board') },
    });
  });
});

test('an event keeps its moment, and hours their fraction', async () => {
  const { system } = await connected();
  const made = await system.create(
    'events',
    { name: 'Fair', starts: '2026-05-02T09:30:00.000Z', time_zone: 'Asia/Tokyo' },
    'a',
  );
  expect(made.data).toMatchObject({
    starts: '2026-05-02T09:30:00Z',
    time_zone: 'Europe/Berlin',
    day: '2026-05-02',
  });
  const [{ id = '' } = {}] = (await system.list('users', { since: null, cursor: null })).records;
  const entry = { name: null, assignee: id, day: '2026-05-02', hours: 1.75 };
  expect((await system.create('time_entries', entry, 'b')).data).toMatchObject(entry);
});

describe('teams', () => {
  test('are made, get members, lose them and are deleted', async () => {
    const { system } = await connected();
    const made = await system.create('teams', { name: 'Bees' }, 'k1');
    const [person] = (await system.list('users', { since: null, cursor: null })).records;
    const seat = await system.create('team_members', { team_id: made.id, user_id: person?.id ?? '' }, 'k2');
    expect(await system.get('team_members', seat.id)).toEqual(seat);
    expect(await system.delete('team_members', seat.id)).toBe('deleted');
    expect(await system.delete('team_members', seat.id)).toBe('gone');
    expect(await system.delete('teams', made.id)).toBe('deleted');
    expect(await system.get('teams', made.id)).toBe('gone');
  });

  test('do not take somebody whom monday.com does not know', async () => {
    const { system } = await connected();
    const [team] = (await system.list('teams', { since: null, cursor: null })).records;
    await expect(
      system.create('team_members', { team_id: team?.id ?? '', user_id: '1' }, 'k'),
    ).rejects.toMatchObject({ fault: { kind: 'rejected' } });
  });
});

describe('limits', () => {
  test('of the day are waited out until midnight in UTC', async () => {
    const { all, pass } = await connected({ callsADay: 2 });
    await all();
    await all();
    const left = { kind: 'rate-limited', retryAfterSeconds: 14 * 3600 };
    await expect(all()).rejects.toMatchObject({ fault: left });
    pass(14 * 3600);
    expect((await all()).records).toHaveLength(6);
  });

  test('of what a minute’s questions weigh are waited out', async () => {
    const { all, pass } = await connected({ complexityAMinute: 1000 });
    await all();
    pass(20);
    await expect(all()).rejects.toMatchObject({ fault: { kind: 'rate-limited', retryAfterSeconds: 40 } });
    pass(41);
    expect((await all()).records).toHaveLength(6);
  });
});

describe('what an admin sees', () => {
  test('is boards by workspace, then groups and columns of the chosen ones', async () => {
    const { connection, simulator, now } = await connected();
    const look = (field: string, given: object = {}) =>
      lookUpChoices(monday, connection, simulator.credentials, { http, now }, { field, given: { ...given } });
    expect((await look('boardIds')).map(({ label }) => label)).toContain('Neighbourhood: Community work');
    const { boardIds } = simulator.settings;
    expect(await look('groupId', { boardIds })).toEqual([
      { id: 'topics', label: 'This season' },
      { id: 'group_later', label: 'Later' },
    ]);
    expect(await look('columns', { boardIds })).toContainEqual({
      id: '9000000001/effort',
      label: 'Community work: Effort (status)',
    });
    expect(await look('groupId')).toEqual([]);
  });

  test('is every column for the mapping, with its labels, and whether it can be written', async () => {
    const { system } = await connected();
    const fields = await system.discoverFields('items');
    expect(fields).toContainEqual(
      expect.objectContaining({ path: 'columns.effort', type: 'choice', writable: true }),
    );
    expect(fields.find(({ path }) => path === 'columns.topics')?.options?.map(({ id }) => id)).toEqual([
      ...['Garden', 'Repairs', 'Kitchen'],
    ]);
    expect(await system.discoverFields('teams')).toEqual([]);
  });

  test('names the boards that the account does not see, with the cure', async () => {
    const { system, control, simulator } = await connected();
    await control('PUT', 'hidden', { boards: simulator.settings.timeBoardIds });
    expect((await system.test()).steps.find(({ ok }) => !ok)).toMatchObject({
      ...{ step: 'may-read', message: expect.stringContaining('9000000003') },
      cure: expect.stringContaining('Invite'),
    });
  });

  test('names what a board has no column for', async () => {
    const { system } = await connected({}, { boardIds: ['9000000002'], eventBoardIds: [] });
    const { steps } = await system.test();
    expect(steps.find(({ step }) => step === 'may-write')).toMatchObject({
      ok: true,
      message: expect.stringContaining(
        'Get-togethers has no status column. Get-togethers has no people column.',
      ),
    });
  });

  test.each([
    [{}, '/settings/boardIds'],
    [{ boardIds: [] }, '/settings/boardIds'],
    [{ boardIds: ['main'] }, '/settings/boardIds/0'],
    [{ boardIds: ['1'], columns: ['status'] }, '/settings/columns/0'],
    [{ boardIds: ['1'], timeZone: 'Berlin' }, '/settings/timeZone'],
  ])('is told which setting is wrong: %j', (settings, pointer) => {
    expect(
      factsOf(monday)
        .checkSettings(settings)
        .map((issue) => issue.pointer),
    ).toContain(pointer);
  });
});

test('every request names the version of the API that this was written for', async () => {
  const { system, sent } = recorded(monday, reading, { token: 'abc' }, [{ body: { data: { r: [] } } }]);
  await system.list('teams', { since: null, cursor: null });
  expect(sent[0]?.url.href).toBe('https://api.monday.com/v2');
  expect(sent[0]?.headers).toMatchObject({ 'api-version': '2026-10', authorization: 'abc' });
});
