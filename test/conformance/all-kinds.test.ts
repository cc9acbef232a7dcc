import { afterEach, describe, expect, test } from 'vitest';
import { processChanges } from '../../shared/application/sync/process-changes.ts';
import type { ResourceType } from '../../shared/domain/resources.ts';
import type { Fields } from '../../shared/domain/values.ts';
import { write } from '../application/support/here.ts';
import { hint, message } from '../application/support/world.ts';
import { community } from './support/community.ts';

let open: Awaited<ReturnType<typeof community>> | undefined;
afterEach(() => open?.simulator.close());
async function start() {
  open = await community();
  await open.run();
  return open;
}

let edits = 0;
/** Somebody at BritePool edits the record of this pair, and the edit is worked on. */
async function edit(
  { world, deps, ours, settle }: Awaited<ReturnType<typeof community>>,
  type: ResourceType,
  stream: string,
  externalId: string,
  fields: Fields,
) {
  const id = ours(type).get(externalId)?.id ?? '';
  world.clock.pass(60);
  await write(world, id, fields, {}, type);
  const receivedAt = world.clock.now();
  const change = hint(id, `edit-${++edits}`, {
    ...{ integrationId: 'int-rest', resourceType: type, stream, side: 'local', cause: 'edit', receivedAt },
  });
  await processChanges(deps, [message(change)]);
  await settle();
  return world.memory.logs.get(change.logId);
}

describe('a REST system with every kind of record', () => {
  test('comes in whole: people, tasks, committees and their members, events and time entries', async () => {
    const { ours } = await start();
    const counts = (
      ['MEMBER', 'TASK', 'COMMITTEE', 'COMMITTEE_MEMBER', 'EVENT', 'PARTICIPATION_LOG'] as const
    ).map((type) => ours(type).size);
    expect(counts).toEqual([6, 12, 3, 6, 3, 9]);
    const seat = ours('COMMITTEE_MEMBER').get('seat_1a')?.fields;
    expect(seat).toMatchObject({
      committeeId: ours('COMMITTEE').get('committee_garden')?.id,
      memberId: ours('MEMBER').get('person_1')?.id,
    });
  });

  test('keeps wall clocks, also where an event ends in the hour that is lived twice', async () => {
    const { ours } = await start();
    expect(ours('EVENT').get('event_night')?.fields).toMatchObject({
      startsAt: '2026-10-24T23:30[Europe/Berlin]',
      endsAt: '2026-10-25T02:30[Europe/Berlin]',
    });
    expect(ours('EVENT').get('event_call')?.fields.startsAt).toBe('2026-11-20T09:00[Pacific/Auckland]');
  });

  test('leaves a running timer alone until it is stopped', async () => {
    const session = await start();
    expect(session.ours('PARTICIPATION_LOG').has('time_running')).toBe(false);
    session.world.clock.pass(3600);
    await session.over('participationLogs', 'time_running', {
      ...{ running: false, ended_at: '2026-11-23T10:00:00+01:00', seconds: 3600 },
    });
    await session.run();
    expect(session.ours('PARTICIPATION_LOG').get('time_running')?.fields).toMatchObject({
      minutes: 60,
      startedAt: '2026-11-23T08:00:00.000Z',
    });
  });

  test('an event moved here is moved there, in its zone', async () => {
    const session = await start();
    const log = await edit(session, 'EVENT', 'events', 'event_call', {
      startsAt: '2026-11-21T10:15[Asia/Tokyo]',
    });
    expect(log?.outcome).toBe('applied');
    expect(await session.over('events', 'event_call')).toMatchObject({
      start: '2026-11-21T10:15',
      time_zone: 'Asia/Tokyo',
    });
    await session.run();
    expect(session.ours('EVENT').get('event_call')?.fields.startsAt).toBe('2026-11-21T10:15[Asia/Tokyo]');
  });

  test('a committee renamed here and a seat given a role here are so there', async () => {
    const session = await start();
    await edit(session, 'COMMITTEE', 'committees', 'committee_house', { name: 'House and yard' });
    expect(await session.over('committees', 'committee_house')).toMatchObject({ name: 'House and yard' });
    await edit(session, 'COMMITTEE_MEMBER', 'committeeMembers', 'seat_2a', { role: 'treasurer' });
    expect(await session.over('committeeMembers', 'seat_2a')).toMatchObject({ role: 'treasurer' });
  });

  test('a time entry corrected here is so there, unless it is locked there', async () => {
    const session = await start();
    await edit(session, 'PARTICIPATION_LOG', 'participationLogs', 'time_1a', {
      ...{ endedAt: '2026-11-02T10:00:00.000Z', minutes: 120 },
    });
    expect(await session.over('participationLogs', 'time_1a')).toMatchObject({
      ...{ ended_at: '2026-11-02T10:00:00.000Z', seconds: 7200 },
    });
    await edit(session, 'PARTICIPATION_LOG', 'participationLogs', 'time_locked', { minutes: 15 });
    expect(await session.over('participationLogs', 'time_locked')).toMatchObject({ seconds: 5400 });
  });

  test('a time entry that BritePool approved is not changed from there', async () => {
    const session = await start();
    await edit(session, 'PARTICIPATION_LOG', 'participationLogs', 'time_2a', {
      approvedAt: '2026-11-10T10:00:00.000Z',
    });
    session.world.clock.pass(60);
    await session.over('participationLogs', 'time_2a', { note: 'Something else' });
    await session.run();
    expect(session.ours('PARTICIPATION_LOG').get('time_2a')?.fields.description).toBe('Weeding');
  });

  test('a seat whose committee is not linked yet is not made half: it comes as soon as the committee does', async () => {
    open = await community();
    const { world, deps, ours, settle } = open;
    const look = async (type: ResourceType, stream: string, id: string, key: string) => {
      const change = hint(id, key, { integrationId: 'int-rest', resourceType: type, stream });
      await processChanges(deps, [message(change)]);
      return world.memory.logs.get(change.logId);
    };
    await look('MEMBER', 'members', 'person_1', 'd1');
    expect(await look('COMMITTEE_MEMBER', 'committeeMembers', 'seat_1a', 'd2')).toMatchObject({
      outcome: 'held',
      waiting: [{ field: 'committeeId', reason: 'waits for the committee committee_garden to be linked' }],
    });
    expect(ours('COMMITTEE_MEMBER').size).toBe(0);
    await look('COMMITTEE', 'committees', 'committee_garden', 'd3');
    await settle();
    expect(ours('COMMITTEE_MEMBER').get('seat_1a')?.fields).toMatchObject({
      committeeId: ours('COMMITTEE').get('committee_garden')?.id,
      memberId: ours('MEMBER').get('person_1')?.id,
    });
  });

  test('an event and a time entry made here are made there, with whom and what they are about', async () => {
    const { world, deps, ours, settle, simulator } = await start();
    const make = async (type: ResourceType, stream: string, id: string, fields: Fields) => {
      await write(world, id, fields, {}, type);
      const change = hint(id, `made-${id}`, {
        ...{ integrationId: 'int-rest', resourceType: type, stream, side: 'local', cause: 'edit' },
      });
      await processChanges(deps, [message(change)]);
      await settle();
      const response = await fetch(`${simulator.controlUrl}/${stream}`);
      return response.json();
    };
    const committeeId = ours('COMMITTEE').get('committee_garden')?.id ?? '';
    const startsAt = '2026-12-05T15:00[Europe/Berlin]';
    expect(await make('EVENT', 'events', 'e1', { title: 'Honey', startsAt, committeeId })).toContainEqual(
      expect.objectContaining({
        ...{ title: 'Honey', start: '2026-12-05T15:00', time_zone: 'Europe/Berlin' },
        committee_id: 'committee_garden',
      }),
    );
    const memberId = ours('MEMBER').get('person_2')?.id ?? '';
    const entry = { memberId, date: '2026-12-05', minutes: 45, description: 'Jars' };
    expect(await make('PARTICIPATION_LOG', 'participationLogs', 'p1', entry)).toContainEqual(
      expect.objectContaining({ person_id: 'person_2', day: '2026-12-05', seconds: 2700, note: 'Jars' }),
    );
  });
});
