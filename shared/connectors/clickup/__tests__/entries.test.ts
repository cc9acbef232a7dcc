import { describe, expect, test } from 'vitest';
import { recorded } from '../../../connector-kit/simulator/recorded.ts';
import type { ExternalData } from '../../../domain/external.ts';
import { clickup } from '../index.ts';
import { workspace } from './workspace.ts';

const settings = {
  ...{ workspaceId: '9001000001', listIds: ['901200000001'] },
  ...{ timeZone: 'Europe/Berlin', startDate: '2025-11-01' },
};
const connection = { baseUrl: 'https://api.clickup.com/api/v2', authType: 'API_KEY', settings };
const people = [1, 2].map((id) => ({ user: { id, username: `Person ${id}`, role: id } }));
const team = { body: { teams: [{ id: '9001000001', name: 'Neighbourhood', members: people }] } };
const entry = {
  ...{ id: '4130000000000000123', wid: '9001000001', user: { id: 2 }, billable: false, task: null },
  ...{ start: '1772352000000', end: '1772355600000', duration: '3600000', description: 'Weeding' },
  ...{ tags: [], source: 'clickup', at: '1772355700000' },
};
const asked = (answers: Parameters<typeof recorded>[3]) =>
  recorded(clickup, connection, { token: 'pk_1' }, answers);
const shift = { start: '2026-02-27T08:00:00.000Z', end: '2026-02-27T09:30:00.000Z' };

describe('the time entries', () => {
  test('are everybody’s, a month at a time since the first day', async () => {
    const { system, sent } = asked([team, { body: { data: [entry] } }]);
    const { records, next } = await system.list('time_entries', { since: null, cursor: null });
    expect(Object.fromEntries(sent[1]?.url.searchParams ?? [])).toEqual({
      ...{ assignee: '1,2', start_date: String(Date.parse('2025-11-01')) },
      end_date: String(Date.parse('2025-12-02') - 1),
    });
    expect(next).toBe('1');
    expect(records).toMatchObject([
      {
        ...{ id: '4130000000000000123', updatedAt: '2026-03-01T09:01:40.000Z' },
        data: { user_id: '2', task_id: null, day: '2026-03-01', duration: 3_600_000, running: false },
      },
    ]);
  });

  test.each([
    ['2026-01-30', '1'],
    ['2026-01-31', null],
  ])('since %s end with the month in which it is tomorrow somewhere', async (startDate, next) => {
    const answers = [team, { body: { data: [] } }];
    const since = { ...connection, settings: { ...settings, startDate } };
    const { system } = recorded(clickup, since, { token: 'pk_1' }, answers);
    expect((await system.list('time_entries', { since: null, cursor: null })).next).toBe(next);
  });

  test('of a look for changes go back two months and leave out what did not change', async () => {
    const old = { ...entry, id: '4130000000000000124', at: '1772300000000' };
    const { system, sent } = asked([team, { body: { data: [old, entry] } }]);
    const since = '2026-03-01T09:00:00.000Z';
    const { records } = await system.list('time_entries', { since, cursor: null });
    expect(sent[1]?.url.searchParams.get('start_date')).toBe(String(Date.parse('2025-12-02')));
    expect(records.map(({ id }) => id)).toEqual(['4130000000000000123']);
  });

  test('whose number is counted and not written are drifted, since its last digits are lost', async () => {
    const { system } = asked([team, { body: { data: [{ ...entry, id: 4_130_000_000_000_000 }] } }]);
    await expect(system.list('time_entries', { since: null, cursor: null })).rejects.toMatchObject({
      fault: { kind: 'drifted' },
    });
  });

  test('that still run have neither end nor duration', async () => {
    const { end: _end, ...timer } = { ...entry, duration: '-1772352000000' };
    const { system } = asked([{ body: { data: [timer] } }]);
    expect(await system.get('time_entries', timer.id)).toMatchObject({
      data: { running: true, end: null, duration: null },
    });
  });
});

describe('writing time entries', () => {
  test('makes, moves, describes and deletes one', async () => {
    const { system, state } = await workspace();
    const user_id = String([...state.users.keys()][1]);
    const made = await system.create('time_entries', { user_id, ...shift, description: 'Weeding' }, 'k');
    expect(made.data).toMatchObject({ user_id, ...shift, duration: 5_400_000, day: '2026-02-27' });
    const after = await system.update('time_entries', made.id, { day: '2026-02-26', billable: true });
    expect(after.data).toMatchObject({
      start: '2026-02-26T08:00:00.000Z',
      duration: 5_400_000,
      billable: true,
    });
    expect(await system.delete('time_entries', made.id)).toBe('deleted');
    expect(await system.get('time_entries', made.id)).toBe('gone');
    expect(await system.delete('time_entries', made.id)).toBe('gone');
  });

  test('keeps the tags, which have to be sent along', async () => {
    const { system, state } = await workspace();
    const [known] = state.entries.values();
    if (known === undefined) throw new Error('There are no entries.');
    state.entries.set(known.id, { ...known, tags: [{ name: 'tools', tag_fg: '#fff', tag_bg: '#000' }] });
    const after = await system.update('time_entries', known.id, { description: 'Watering and tea' });
    expect(after.data).toMatchObject({ description: 'Watering and tea', tags: ['tools'] });
  });

  test('never believes more of the answer than the number of the new entry', async () => {
    const made = { data: { id: '4130000000000000123', duration: 1 } };
    const { system, sent } = asked([{ body: made }, { body: { data: [entry] } }]);
    const record = await system.create('time_entries', { user_id: '2', ...shift }, 'k');
    expect(record).toMatchObject({ id: entry.id, data: { duration: 3_600_000 } });
    const start = Date.parse(shift.start);
    expect(JSON.parse(sent[0]?.body ?? '')).toEqual({ start, duration: 5_400_000, assignee: 2 });
  });

  test('finds a new entry by its times where the answer names no number', async () => {
    const start = Date.parse(shift.start);
    const times = { start: String(start), end: String(start + 5_400_000), duration: '5400000' };
    const found = [
      { ...entry, ...times, id: '4130000000000000001', at: '1' },
      { ...entry, ...times, id: '4130000000000000002', at: '2' },
      { ...entry, ...times, id: '4130000000000000003', at: '3', user: { id: 1 } },
      { ...entry, ...times, id: '4130000000000000004', at: '4', duration: '5400001' },
    ];
    const { system } = asked([{ body: { start } }, team, { body: { data: found } }]);
    const record = await system.create('time_entries', { user_id: '2', ...shift }, 'k');
    expect(record.id).toBe('4130000000000000002');
  });

  test('refuses what ClickUp cannot do, in words and before anything is sent', async () => {
    const { system, state, sent } = await workspace();
    const [known] = state.entries.values();
    const id = known?.id ?? '';
    const changes: readonly ExternalData[] = [{ user_id: '81000002' }, { task_id: null }];
    for (const change of changes)
      await expect(system.update('time_entries', id, change)).rejects.toMatchObject({
        fault: { kind: 'rejected', message: expect.stringContaining('log it anew') },
      });
    await expect(
      system.create('time_entries', { user_id: '81000001', day: '2026-03-01' }, 'k'),
    ).rejects.toMatchObject({ fault: { kind: 'rejected', message: expect.stringContaining('minutes') } });
    expect(sent.filter((request) => !request.startsWith('GET'))).toEqual([]);
  });
});

test('an account that sees its own hours only never takes those of others for deleted', async () => {
  const { system, state } = await workspace();
  const others = [...state.entries.values()].find(({ user }) => user !== state.own.id);
  state.users.set(state.own.id, { ...state.own, role: 3 });
  const refused = { fault: { kind: 'forbidden' } };
  await expect(system.get('time_entries', others?.id ?? '')).rejects.toMatchObject(refused);
  await expect(system.delete('time_entries', others?.id ?? '')).rejects.toMatchObject(refused);
  await expect(system.list('time_entries', { since: null, cursor: null })).rejects.toMatchObject(refused);
});
