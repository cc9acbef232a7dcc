import { afterEach, describe, expect, test } from 'vitest';
import { connect, lookUpChoices } from '../../../connector-kit/connect.ts';
import { plainHttp as http } from '../../../connector-kit/simulator/plain-http.ts';
import { recorded } from '../../../connector-kit/simulator/recorded.ts';
import type { ExternalRecord, ExternalSystem } from '../../../domain/external.ts';
import { asana } from '../index.ts';
import { startAsanaSimulator } from '../simulator/index.ts';

type Simulator = Awaited<ReturnType<typeof startAsanaSimulator>>;
const open: Simulator[] = [];
afterEach(async () => {
  for (const simulator of open.splice(0)) await simulator.close();
});
const deps = { http, now: () => new Date() };

async function started(settings: object = {}) {
  const simulator = await startAsanaSimulator({ tasks: 1, members: 5 });
  open.push(simulator);
  const { baseUrl, credentials } = simulator;
  const connection = { baseUrl, authType: 'BEARER_TOKEN', settings: { ...simulator.settings, ...settings } };
  return { simulator, connection, system: connect(asana, connection, credentials, deps) };
}

async function all(system: ExternalSystem, stream: string): Promise<readonly ExternalRecord[]> {
  const found: ExternalRecord[] = [];
  let cursor: string | null = null;
  do {
    const page = await system.list(stream, { since: null, cursor });
    found.push(...page.records);
    cursor = page.next;
  } while (cursor !== null);
  return found;
}
const names = (records: readonly ExternalRecord[]) => records.map(({ data }) => data.name);
const byHand = (simulator: Simulator, path: string) =>
  fetch(`${simulator.controlUrl}${path}`, { method: 'DELETE' });

describe('teams of Asana', () => {
  test('are all of the workspace, or those that were chosen', async () => {
    const { system } = await started();
    const [garden, repairs] = await all(system, 'teams');
    expect(names([garden, repairs].flatMap((team) => team ?? []))).toEqual(['Garden', 'Repairs']);
    const some = await started({ teamGids: [repairs?.id, garden?.id] });
    expect(names(await all(some.system, 'teams'))).toEqual(['Repairs', 'Garden']);
    const one = await started({ teamGids: [repairs?.id] });
    const seats = await all(one.system, 'team_members');
    expect(new Set(seats.map(({ data }) => JSON.stringify(data.team)))).toEqual(
      new Set([JSON.stringify({ gid: repairs?.id })]),
    );
  });

  test('are offered by name once the workspace is chosen', async () => {
    const { simulator, connection } = await started();
    const look = (given: { readonly workspaceGid?: string }) =>
      lookUpChoices(asana, { ...connection, settings: {} }, simulator.credentials, deps, {
        ...{ field: 'teamGids', given },
      });
    expect(await look({})).toEqual([]);
    const { workspaceGid } = simulator.settings;
    expect((await look({ workspaceGid })).map(({ label }) => label)).toEqual(['Garden', 'Repairs']);
  });

  test('are made and changed, and gone once somebody removed them in Asana', async () => {
    const { simulator, system } = await started();
    const made = await system.create('teams', { name: 'Kitchen', description: 'Soup' }, 'key');
    expect(await system.get('teams', made.id)).toEqual(made);
    const changed = await system.update('teams', made.id, { description: null });
    expect(changed.data).toEqual({ gid: made.id, name: 'Kitchen', description: '' });
    expect(system.may('teams', 'delete')).toBe(false);
    await byHand(simulator, `/teams/${made.id}`);
    expect(await system.get('teams', made.id)).toBe('gone');
    await expect(system.update('teams', made.id, { name: 'Bar' })).rejects.toMatchObject({
      fault: { kind: 'not-found' },
    });
  });

  test('one that the account may not edit is set aside alone, with what to do', async () => {
    const { simulator, system } = await started();
    const [garden] = await all(system, 'teams');
    const own = (await all(system, 'team_members')).filter(({ data }) => data.role === 'admin');
    for (const seat of own) await byHand(simulator, `/team_memberships/${seat.id}`);
    const refused = { fault: { kind: 'rejected', message: expect.stringContaining('account of the sync') } };
    await expect(system.update('teams', garden?.id ?? '', { name: 'Beds' })).rejects.toMatchObject(refused);
    const [, person] = await all(system, 'users');
    const seat = { team: { gid: garden?.id ?? '' }, user: { gid: person?.id ?? '' } };
    await expect(system.create('team_members', seat, 'key')).rejects.toMatchObject(refused);
  });
});

describe('members of teams', () => {
  test('are those of every team, each once, with the part they have in it', async () => {
    const { system } = await started();
    const seats = await all(system, 'team_members');
    expect(new Set(seats.map(({ id }) => id)).size).toBe(seats.length);
    expect(seats.map(({ data }) => data.role)).toEqual([
      ...['admin', 'member', 'member'],
      ...['admin', 'member', 'member'],
    ]);
    for (const seat of seats) expect(await system.get('team_members', seat.id)).toEqual(seat);
  });

  test('join once, however often they are added, and leave', async () => {
    const { system } = await started();
    const [garden] = await all(system, 'teams');
    const people = await all(system, 'users');
    const seat = { team: { gid: garden?.id ?? '' }, user: { gid: people[1]?.id ?? '' } };
    const made = await system.create('team_members', seat, 'key');
    expect(made.data).toMatchObject(seat);
    expect(await system.create('team_members', seat, 'other')).toEqual(made);
    expect(await system.delete('team_members', made.id)).toBe('deleted');
    expect(await system.get('team_members', made.id)).toBe('gone');
    expect(await system.delete('team_members', made.id)).toBe('gone');
  });

  test('need a team and a person', async () => {
    const { system } = await started();
    for (const [data, pointer] of [
      [{ user: { gid: '1' } }, '/team/gid'],
      [{ team: { gid: '1' } }, '/user/gid'],
    ] as const)
      await expect(system.create('team_members', data, 'key')).rejects.toMatchObject({
        fault: { kind: 'rejected', pointer },
      });
  });

  test('are read over all pages of a team, then of the next team, also of those on the next page of teams', async () => {
    const seat = (gid: string, team: string) => ({ gid, team: { gid: team }, user: { gid: `u${gid}` } });
    const page = (data: readonly object[], offset?: string) => ({
      body: { data, next_page: offset === undefined ? null : { offset } },
    });
    const { system, sent } = recorded(
      asana,
      {
        ...{ baseUrl: 'https://app.asana.com/api/1.0', authType: 'BEARER_TOKEN' },
        settings: { workspaceGid: '1100', projectGids: ['1200'] },
      },
      { token: 'pat' },
      [
        page([{ gid: '1', name: 'Garden' }], 'teams-2'),
        page([seat('11', '1')], 'seats-2'),
        page([seat('12', '1')]),
        page([{ gid: '2', name: 'Repairs' }]),
        page([seat('21', '2')]),
      ],
    );
    expect((await all(system, 'team_members')).map(({ id }) => id)).toEqual(['11', '12', '21']);
    expect(sent.map(({ url }) => [url.pathname.slice(8), url.searchParams.get('offset')])).toEqual([
      ['/workspaces/1100/teams', null],
      ['/teams/1/team_memberships', null],
      ['/teams/1/team_memberships', 'seats-2'],
      ['/workspaces/1100/teams', 'teams-2'],
      ['/teams/2/team_memberships', null],
    ]);
  });

  test('of a workspace without teams are nobody', async () => {
    const { simulator, system } = await started();
    for (const team of await all(system, 'teams')) await byHand(simulator, `/teams/${team.id}`);
    expect(await all(system, 'team_members')).toEqual([]);
  });
});
