import { afterEach, describe, expect, test } from 'vitest';
import { connect } from '../../../connector-kit/connect.ts';
import { plainHttp as http } from '../../../connector-kit/simulator/plain-http.ts';
import { recorded } from '../../../connector-kit/simulator/recorded.ts';
import { asana } from '../index.ts';
import { startAsanaSimulator } from '../simulator/index.ts';

type Simulator = Awaited<ReturnType<typeof startAsanaSimulator>>;
const open: Simulator[] = [];
afterEach(async () => {
  for (const simulator of open.splice(0)) await simulator.close();
});
const now = () => new Date('2026-03-01T10:00:00.000Z');

async function started({ settings = {}, ...options }: { settings?: object; keepsTime?: boolean } = {}) {
  const simulator = await startAsanaSimulator({ tasks: 9, members: 3, now, ...options });
  open.push(simulator);
  const { baseUrl, credentials } = simulator;
  const connection = { baseUrl, authType: 'BEARER_TOKEN', settings: { ...simulator.settings, ...settings } };
  const system = connect(asana, connection, credentials, { http, now });
  const list = async () => (await system.list('time_entries', { since: null, cursor: null })).records;
  const people = (await system.list('users', { since: null, cursor: null })).records.map(({ id }) => id);
  const [own = '', other = ''] = people;
  const entry = {
    ...{ task: { gid: simulator.taskIds()[0] ?? '' }, created_by: { gid: own } },
    ...{ entered_on: '2026-02-27', duration_minutes: 90, description: 'Weeding', billable: false },
  };
  return { simulator, system, list, own, other, entry };
}

const rejected = (pointer: string) => ({ fault: { kind: 'rejected', pointer } });

describe('time entries of Asana', () => {
  test('are all of the workspace since the first day, those of everybody', async () => {
    const { list, own, other } = await started();
    const found = await list();
    expect(found).toHaveLength(8);
    const owners = new Set(found.map(({ data }) => JSON.stringify(data.created_by)));
    expect(owners.size).toBe(3);
    for (const gid of [own, other]) expect(owners).toContain(JSON.stringify({ gid }));
    const late = await started({ settings: { startDate: '2026-02-27' } });
    expect((await late.list()).map(({ data }) => data.entered_on)).toEqual([
      '2026-03-01',
      '2026-02-28',
      '2026-02-27',
    ]);
  });

  test('tell whether they are billable and whether they were approved', async () => {
    const { list } = await started();
    const found = await list();
    expect(found[0]?.data).toMatchObject({
      billable: true,
      approved: false,
      task: { gid: expect.any(String) },
    });
    expect(found[1]?.data).toMatchObject({ billable: null });
    expect(found.filter(({ data }) => data.approved === true)).toHaveLength(1);
  });

  test('are made, changed and deleted', async () => {
    const { system, entry } = await started();
    const made = await system.create('time_entries', entry, 'key');
    expect(made.data).toMatchObject(entry);
    expect(await system.get('time_entries', made.id)).toEqual(made);
    const changes = { duration_minutes: 45.4, billable: true, description: null };
    const after = await system.update('time_entries', made.id, changes);
    expect(after.data).toMatchObject({ ...entry, duration_minutes: 45, billable: true, description: '' });
    expect(await system.delete('time_entries', made.id)).toBe('deleted');
    expect(await system.get('time_entries', made.id)).toBe('gone');
    expect(await system.delete('time_entries', made.id)).toBe('gone');
    await expect(system.update('time_entries', made.id, changes)).rejects.toMatchObject({
      fault: { kind: 'not-found' },
    });
  });

  test('are made only of what Asana can keep, and never in the name of another', async () => {
    const { system, other, entry, list } = await started();
    const { created_by: _own, ...ownerless } = entry;
    for (const [data, pointer] of [
      [{ ...entry, task: null }, '/task/gid'],
      [{ ...entry, duration_minutes: 0 }, '/duration_minutes'],
      [{ ...entry, duration_minutes: null }, '/duration_minutes'],
      [{ ...entry, created_by: { gid: other } }, '/created_by/gid'],
      [ownerless, '/created_by/gid'],
    ] as const)
      await expect(system.create('time_entries', data, 'key')).rejects.toMatchObject(rejected(pointer));
    expect(await list()).toHaveLength(8);
  });

  test('keep their person and their task', async () => {
    const { simulator, system, other, entry } = await started();
    const { id } = await system.create('time_entries', entry, 'key');
    const change = (data: object) => system.update('time_entries', id, { ...data });
    const elsewhere = { gid: simulator.taskIds()[1] ?? '' };
    await expect(change({ task: elsewhere })).rejects.toMatchObject(rejected('/task/gid'));
    await expect(change({ created_by: { gid: other } })).rejects.toMatchObject(rejected('/created_by/gid'));
    expect((await change({ task: entry.task, duration_minutes: 15 })).data.duration_minutes).toBe(15);
  });

  test('of others are not changed, and the refusal is about this one only', async () => {
    const { system, list, other } = await started();
    const theirs = (await list()).find(({ data }) => JSON.stringify(data.created_by)?.includes(other));
    const refused = { fault: { kind: 'rejected', httpStatus: 403 } };
    const id = theirs?.id ?? '';
    await expect(system.update('time_entries', id, { duration_minutes: 5 })).rejects.toMatchObject(refused);
    await expect(system.delete('time_entries', id)).rejects.toMatchObject(refused);
  });

  test('end with the plan’s words where it has no time tracking', async () => {
    const { list } = await started({ keepsTime: false });
    await expect(list()).rejects.toMatchObject({
      fault: { kind: 'forbidden', httpStatus: 402, message: expect.stringContaining('plan') },
    });
  });
});

describe('a list of time entries', () => {
  const settings = { workspaceGid: '1100', projectGids: ['1200'] };
  const talk = (more: object, answers: Parameters<typeof recorded>[3]) =>
    recorded(
      asana,
      {
        ...{ baseUrl: 'https://app.asana.com/api/1.0', authType: 'BEARER_TOKEN' },
        settings: { ...settings, ...more },
      },
      { token: 'pat' },
      answers,
    );
  const told = (gid: string) => ({
    ...{ gid, duration_minutes: 30, entered_on: '2026-02-27', created_by: { gid: '7' } },
  });
  const whole = (gid: string) => ({ ...told(gid), task: { gid: '1305' } });

  test('begins at the first day, and long before Asana where none is given', async () => {
    const days = async (more: object) => {
      const { system, sent } = talk(more, [{ body: { data: [], next_page: null } }]);
      await system.list('time_entries', { since: null, cursor: null });
      return sent[0]?.url.searchParams.get('entered_on_start_date');
    };
    expect(await days({ startDate: '2026-01-01' })).toBe('2026-01-01');
    expect(await days({})).toBe('2000-01-01');
  });

  test('reads by itself an entry that comes without its task, and leaves out one that is gone by then', async () => {
    const { system, sent } = talk({}, [
      { body: { data: [whole('1'), told('2'), told('3')], next_page: { offset: 'more' } } },
      { body: { data: whole('2') } },
      { status: 404, body: { errors: [{ message: 'Unknown object' }] } },
    ]);
    const { records, next } = await system.list('time_entries', { since: null, cursor: null });
    expect(records.map(({ id, data }) => [id, data.task])).toEqual([
      ['1', { gid: '1305' }],
      ['2', { gid: '1305' }],
    ]);
    expect(next).toBe('more');
    expect(sent.map(({ url }) => url.pathname.slice(8))).toEqual([
      '/time_tracking_entries',
      '/time_tracking_entries/2',
      '/time_tracking_entries/3',
    ]);
  });

  test('that tells no duration is drifted and never empty', async () => {
    const { duration_minutes: _none, ...short } = whole('1');
    const { system } = talk({}, [{ body: { data: [short], next_page: null } }]);
    await expect(system.list('time_entries', { since: null, cursor: null })).rejects.toMatchObject({
      fault: { kind: 'drifted' },
    });
  });
});
