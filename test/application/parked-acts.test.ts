import { describe, expect, test } from 'vitest';
import { actedOnAtOnce, actOnMany } from '../../shared/application/parked/act-on-many.ts';
import { countCauses } from '../../shared/application/parked/count-causes.ts';
import { dropItem } from '../../shared/application/parked/drop.ts';
import { listParked } from '../../shared/application/parked/list-parked.ts';
import { retryNow } from '../../shared/application/parked/retry-now.ts';
import { parkedId } from '../../shared/application/sync/park.ts';
import { processChanges } from '../../shared/application/sync/process-changes.ts';
import { retryParked } from '../../shared/application/sync/retry-parked.ts';
import { causeKeyOf } from '../../shared/domain/cause-key.ts';
import type { Fault } from '../../shared/domain/fault.ts';
import { aParkedItem } from '../contract/support/samples.ts';
import { walk } from '../contract/support/walk.ts';
import { work } from './support/here.ts';
import { connectedWorld, hint, message, type World } from './support/world.ts';

const change = hint('tasks-1', 'd1');
const id = parkedId(change);
const tooLong = (which: number): Fault => ({ kind: 'rejected', message: `Field ${which} is too long.` });
const causeKey = causeKeyOf(tooLong(1));

/** A record without the name that it needs is set aside. */
async function failed(): Promise<World> {
  const world = await connectedWorld();
  world.vendor.edit('tasks-1', { notes: 'no name' });
  await work(world, [change]);
  return world;
}
/** So many changes of one cause, and three of others. */
async function manyFailed(count: number): Promise<World> {
  const world = await connectedWorld();
  const put = (which: number, fault: Fault, held?: true) => {
    const about = hint(`tasks-${which}`, `d${which}`);
    const parkedAt = new Date(Date.UTC(2026, 2, 1, 10, 0, which)).toISOString();
    return world.deps.parked.put(
      aParkedItem({
        ...{ id: parkedId(about), integrationId: 'int-1', change: about, fault, parkedAt },
        ...{ retryAt: '2026-03-02T10:00:00.000Z', ...(held === undefined ? {} : { held }) },
      }),
    );
  };
  for (let which = 0; which < count; which++) await put(which, tooLong(which));
  await put(count, { kind: 'forbidden', message: 'Not allowed.' });
  await put(count + 1, { kind: 'forbidden', message: 'Not allowed.' });
  await put(count + 2, { kind: 'unavailable', message: 'The integration is paused.' }, true);
  return world;
}

describe('an admin who tries a change now', () => {
  test('sees it go through, and gone from the list', async () => {
    const world = await failed();
    world.vendor.edit('tasks-1', { name: 'Now it has one' });
    expect(await retryNow(world.deps, id, 'ada')).toEqual({ retried: true });
    await work(world, world.changes.takeAll());
    expect(world.memory.parked.size).toBe(0);
    expect(world.memory.logs.get(change.logId)).toMatchObject({ outcome: 'applied', retryCount: 1 });
    expect([...world.memory.audit.values()]).toMatchObject([{ actor: 'ada', action: 'parked.retried' }]);
  });

  test('is told why not: unknown, waiting for its integration, an integration at rest, a full queue', async () => {
    const world = await failed();
    expect(await retryNow(world.deps, 'nobody', 'ada')).toMatchObject({ refused: 'not-found' });
    world.changes.unavailable = true;
    expect(await retryNow(world.deps, id, 'ada')).toMatchObject({ refused: 'unfinished' });
    expect(world.memory.parked.size).toBe(1);
    await world.deps.integrations.put({ ...world.integration, version: 2, status: 'PAUSED' });
    expect(await retryNow(world.deps, id, 'ada')).toMatchObject({ refused: 'not-running' });
    await processChanges(world.deps, [message(hint('tasks-2', 'd2'))]);
    const held = [...world.memory.parked.values()].find((item) => item.held === true);
    expect(await retryNow(world.deps, held?.id ?? '', 'ada')).toMatchObject({ refused: 'not-running' });
  });
});

describe('an admin who drops a change', () => {
  test('ends it for good; its entry says who and why, and which tries there were', async () => {
    const world = await failed();
    expect(await dropItem(world.deps, id, 'It was a test.', 'ada')).toEqual({ dropped: true });
    expect(world.memory.logs.get(change.logId)).toMatchObject({
      ...{ outcome: 'rejected', status: 'FAILED', attempts: [{ kind: 'rejected' }] },
      decided: { act: 'dropped', by: 'ada', at: world.clock.now(), reason: 'It was a test.' },
    });
    world.clock.pass(86_400);
    expect(await retryParked(world.deps)).toEqual({ retried: 0, waiting: 0 });
    expect([...world.memory.audit.values()]).toMatchObject([
      { actor: 'ada', action: 'parked.dropped', after: { reason: 'It was a test.' } },
    ]);
  });

  test('may say it twice; the second time changes nothing', async () => {
    const world = await failed();
    await dropItem(world.deps, id, 'It was a test.', 'ada');
    const told = world.memory.logs.get(change.logId);
    expect(await dropItem(world.deps, id, 'Again.', 'bob')).toEqual({ dropped: true });
    expect(world.memory.logs.get(change.logId)).toEqual(told);
    expect(await dropItem(world.deps, 'int-1:nobody', 'x', 'ada')).toMatchObject({ refused: 'not-found' });
  });

  test.each(['for the record', 'for the system', 'for the last time'])(
    'while it is tried is not asked again when that try fails %s',
    async (how) => {
      const world = await failed();
      await retryNow(world.deps, id, 'ada');
      await dropItem(world.deps, id, 'It was a test.', 'ada');
      if (how !== 'for the record')
        world.vendor.fail('get', { kind: 'unavailable', message: 'It does not answer.' });
      const count = how === 'for the last time' ? 6 : 1;
      const messages = world.changes.takeAll().map((again) => message(again, count));
      expect(await processChanges(world.deps, messages)).toEqual([]);
      expect(world.memory.parked.size).toBe(0);
      expect(world.memory.logs.get(change.logId)).toMatchObject({
        outcome: 'rejected',
        decided: { act: 'dropped' },
      });
    },
  );

  test('can drop what waits for its integration as well', async () => {
    const world = await connectedWorld({ status: 'PAUSED' });
    await processChanges(world.deps, [message(change)]);
    const [item] = world.memory.parked.values();
    expect(await dropItem(world.deps, item?.id ?? '', 'Not needed.', 'ada')).toEqual({ dropped: true });
    expect([world.memory.parked.size, world.memory.logs.get(change.logId)?.outcome]).toEqual([0, 'rejected']);
  });
});

describe('the list of what failed and waits', () => {
  test('shows everything once, newest first, page by page, by cause and by state', async () => {
    const world = await manyFailed(450);
    const all = await walk((page) => listParked(world.deps, {}, page), 40);
    expect(all.map(({ change: { recordId } }) => recordId)).toEqual(
      Array.from({ length: 453 }, (_, at) => `tasks-${452 - at}`),
    );
    const ofCause = await walk((page) => listParked(world.deps, { causeKey }, page), 70);
    expect(ofCause).toHaveLength(450);
    const waiting = await listParked(world.deps, { waits: true, integrationId: 'int-1' }, { limit: 5 });
    expect(waiting.items.map(({ change: { recordId } }) => recordId)).toEqual(['tasks-452']);
    expect(waiting.cursor).toBeUndefined();
  });

  test('of all integrations is one list', async () => {
    const world = await manyFailed(3);
    await world.connectSecond();
    await world.deps.parked.put(
      aParkedItem({ integrationId: 'int-2', parkedAt: '2026-03-01T10:00:01.500Z', id: 'int-2:x' }),
    );
    const all = await walk((page) => listParked(world.deps, {}, page), 2);
    expect(all.map(({ parkedAt }) => parkedAt.slice(17, 23))).toEqual([
      '05.000',
      '04.000',
      '03.000',
      '02.000',
      '01.500',
      '01.000',
      '00.000',
    ]);
  });

  test('refuses a cursor that nobody handed out', async () => {
    const world = await connectedWorld();
    for (const cursor of ['x', '%', '%zz', '2026'])
      await expect(listParked(world.deps, {}, { limit: 5, cursor })).rejects.toMatchObject({
        fault: { pointer: '/query/cursor' },
      });
  });

  test('is counted by cause, the most frequent first, with an example', async () => {
    const world = await manyFailed(7);
    expect(await countCauses(world.deps, {})).toMatchObject({
      complete: true,
      causes: [
        { causeKey, waits: false, count: 7, integrationIds: ['int-1'], newest: { fault: tooLong(6) } },
        { causeKey: 'forbidden:not-allowed', count: 2 },
        { waits: true, count: 1 },
      ],
    });
  });
});

describe('one act for many', () => {
  test('retries all of a cause in so many calls as it takes, each item once, and says how many remain', async () => {
    const world = await manyFailed(250);
    const remaining: number[] = [];
    const sent: string[] = [];
    let cursor: string | undefined;
    do {
      const at = cursor === undefined ? {} : { cursor };
      const done = await actOnMany(world.deps, { act: 'retry', search: { causeKey }, ...at }, 'ada');
      expect(new Set(done.results.map(({ outcome }) => outcome))).toEqual(new Set(['retried']));
      remaining.push(done.remaining);
      sent.push(...world.changes.takeAll().map(({ recordId }) => recordId));
      cursor = done.cursor;
    } while (cursor !== undefined);
    expect(remaining).toEqual([250 - actedOnAtOnce, 250 - 2 * actedOnAtOnce, 0]);
    expect([sent.length, new Set(sent).size]).toEqual([250, 250]);
  });

  test('drops by id with one reason; what is gone is named, the others go', async () => {
    const world = await manyFailed(2);
    const ids = [parkedId(hint('tasks-0', 'd0')), 'nobody', parkedId(hint('tasks-4', 'd4'))];
    const done = await actOnMany(world.deps, { act: 'drop', ids, reason: 'An old test.' }, 'ada');
    expect(done).toMatchObject({
      results: [
        { id: ids[0], outcome: 'dropped' },
        { id: ids[2], outcome: 'dropped' },
        { id: 'nobody', outcome: 'refused', message: expect.stringContaining('Nothing waits') },
      ],
      remaining: 0,
    });
    expect(world.memory.parked.size).toBe(3);
    expect([...world.memory.audit.values()]).toMatchObject([
      { action: 'parked.many-dropped', after: { reason: 'An old test.', ids: [ids[0], ids[2]] } },
    ]);
  });

  test('retries none of those that wait for their integration', async () => {
    const world = await manyFailed(1);
    const held = parkedId(hint('tasks-3', 'd3'));
    const done = await actOnMany(world.deps, { act: 'retry', ids: [held] }, 'ada');
    expect(done.results).toMatchObject([{ id: held, outcome: 'refused', message: expect.any(String) }]);
    expect(world.changes.takeAll()).toEqual([]);
  });
});
