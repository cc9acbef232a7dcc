import { afterEach, describe, expect, test } from 'vitest';
import type { ExternalData } from '../../../domain/external.ts';
import { type Org, openOrg } from './org.ts';

const open: Org[] = [];
afterEach(async () => {
  for (const org of open.splice(0)) await org.simulator.close();
});
/** An org in Berlin and one event of it, changed as told by a user of Salesforce. */
async function eventWith(changes: ExternalData) {
  const org = await openOrg();
  open.push(org);
  const [event] = (await org.read('events')).records;
  const id = event?.id ?? '';
  await org.control('PATCH', `Event/${id}`, changes);
  return {
    ...org,
    id,
    data: async () => {
      const found = await org.system.get('events', id);
      return found === 'gone' ? undefined : found.data;
    },
    there: (): Promise<unknown> => org.control('GET', `Event/${id}`),
  };
}
const allDay = {
  ...{
    IsAllDayEvent: true,
    StartDateTime: '2026-03-28T00:00:00.000Z',
    EndDateTime: '2026-03-29T00:00:00.000Z',
  },
};

describe('an event', () => {
  test('is a moment there and has the zone of the settings here', async () => {
    const { data } = await eventWith({
      StartDateTime: '2026-03-01T09:00:00.000Z',
      EndDateTime: '2026-03-01T10:00:00.000Z',
    });
    expect(await data()).toMatchObject({
      ...{ StartDateTime: '2026-03-01T09:00:00.000Z', EndDateTime: '2026-03-01T10:00:00.000Z' },
      TimeZone: 'Europe/Berlin',
    });
  });

  test('that is moved keeps its end unless that is moved as well', async () => {
    const { system, id, there } = await eventWith({
      StartDateTime: '2026-03-01T09:00:00.000Z',
      EndDateTime: '2026-03-01T12:00:00.000Z',
    });
    await system.update('events', id, {
      StartDateTime: '2026-03-01T10:00:00.000Z',
      TimeZone: 'Europe/Berlin',
    });
    expect(await there()).toMatchObject({
      ...{ StartDateTime: '2026-03-01T10:00:00.000Z', EndDateTime: '2026-03-01T12:00:00.000Z' },
      DurationInMinutes: 120,
    });
  });

  test('that is made without an end takes an hour', async () => {
    const { system } = await eventWith({});
    const made = await system.create(
      'events',
      { Subject: 'Talk', StartDateTime: '2026-03-01T10:00:00.000Z' },
      'k',
    );
    expect(made.data).toMatchObject({ EndDateTime: '2026-03-01T11:00:00.000Z' });
  });

  test('that takes whole days begins and ends at midnight where the community is, whatever UTC says', async () => {
    const { data } = await eventWith(allDay);
    expect(await data()).toMatchObject({
      StartDateTime: '2026-03-28T00:00',
      EndDateTime: '2026-03-30T00:00',
    });
  });

  test('of whole days moved by days stays one, also over the night that is an hour short', async () => {
    const { system, id, there } = await eventWith(allDay);
    const moved = { StartDateTime: '2026-03-28T23:00:00.000Z', EndDateTime: '2026-03-30T22:00:00.000Z' };
    const after = await system.update('events', id, moved);
    expect(await there()).toMatchObject({
      ...{
        IsAllDayEvent: true,
        StartDateTime: '2026-03-29T00:00:00.000Z',
        EndDateTime: '2026-03-30T00:00:00.000Z',
      },
    });
    expect(after.data).toMatchObject({ StartDateTime: '2026-03-29T00:00', EndDateTime: '2026-03-31T00:00' });
  });

  test('of whole days that gets a time of day is none of whole days any more', async () => {
    const { system, id, there } = await eventWith(allDay);
    await system.update('events', id, {
      ...{ StartDateTime: '2026-03-28T09:00:00.000Z', EndDateTime: '2026-03-28T11:00:00.000Z' },
    });
    expect(await there()).toMatchObject({ IsAllDayEvent: false, DurationInMinutes: 120 });
  });

  test('that only gets another title keeps its times', async () => {
    const { system, id, there } = await eventWith(allDay);
    await system.update('events', id, { Subject: 'Open house' });
    expect(await there()).toMatchObject({ ...allDay, Subject: 'Open house' });
  });

  test('to which others are invited comes once', async () => {
    const { read, id } = await eventWith({ IsChild: true });
    expect((await read('events')).records.map((record) => record.id)).not.toContain(id);
  });
});
