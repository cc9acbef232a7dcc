import { describe, expect, test } from 'vitest';
import { decideReview } from '../../shared/application/first-sync/decide-review.ts';
import { processChanges } from '../../shared/application/sync/process-changes.ts';
import { retryParked } from '../../shared/application/sync/retry-parked.ts';
import type { ReviewDecision } from '../../shared/domain/match-review.ts';
import { draft } from '../../shared/domain/record.ts';
import { connectedWorld, hint, message, type World } from './support/world.ts';

/** One task over there that could be two of ours. */
async function doubtfulWorld(): Promise<World> {
  const world = await connectedWorld({ syncDirection: 'BIDIRECTIONAL' });
  for (const id of ['task-1', 'task-2']) {
    const write = { at: world.clock.now(), by: { kind: 'britepool', id: 'mia' } } as const;
    await world.deps.records.put(draft({ resourceType: 'TASK', id }, { title: 'Water' }, write));
  }
  world.clock.pass(60);
  world.vendor.edit('tasks-1', { name: 'Water', notes: 'every day' });
  await processChanges(world.deps, [message(hint('tasks-1', 'd1'))]);
  return world;
}
const reviewOf = ({ memory }: World) => {
  const [review] = memory.reviews.values();
  if (review === undefined) throw new Error('There is no review.');
  return review;
};
const decide = (world: World, decision: ReviewDecision, version?: number) =>
  decideReview(world.deps, reviewOf(world).id, decision, 'ada', version);
const pairs = ({ memory }: World) =>
  [...memory.mappings.values()].map(({ externalId, internalId }) => [externalId, internalId]);
const linkSecond = { act: 'link', internalId: 'task-2' } as const;

describe('a person who is asked which record an external one is', () => {
  test('links it to one of ours, and what differs is then compared', async () => {
    const world = await doubtfulWorld();
    expect(await decide(world, linkSecond)).toMatchObject({
      review: { status: 'LINKED', decidedBy: 'ada' },
      internalId: 'task-2',
    });
    expect(pairs(world)).toEqual([['tasks-1', 'task-2']]);
    expect(world.memory.records.get(JSON.stringify(['TASK', 'task-2']))?.fields.description).toBe(
      'every day',
    );
    expect(world.memory.records.size).toBe(2);
    expect([...world.memory.audit.values()]).toMatchObject([{ actor: 'ada', action: 'match.decided' }]);
  });

  test('says that it is new, and it becomes a record of its own', async () => {
    const world = await doubtfulWorld();
    await decide(world, { act: 'create' });
    expect(world.memory.records.size).toBe(3);
    expect(pairs(world)).toHaveLength(1);
  });

  test('leaves it out for good, until somebody decides otherwise', async () => {
    const world = await doubtfulWorld();
    await decide(world, { act: 'skip' });
    await processChanges(world.deps, [message(hint('tasks-1', 'd2'))]);
    expect([world.memory.records.size, pairs(world)]).toEqual([2, []]);
    expect(reviewOf(world).status).toBe('SKIPPED');
    await decide(world, linkSecond);
    expect(pairs(world)).toEqual([['tasks-1', 'task-2']]);
  });

  test('cannot link it to a record that does not exist or is linked already', async () => {
    const world = await doubtfulWorld();
    expect(await decide(world, { act: 'link', internalId: 'task-9' })).toMatchObject({
      refused: 'invalid',
      errors: [{ pointer: '/internalId' }],
    });
    world.vendor.edit('tasks-2', { name: 'Other' });
    await processChanges(world.deps, [message(hint('tasks-2', 'd2'))]);
    const [[, taken = ''] = []] = pairs(world);
    expect(await decide(world, { act: 'link', internalId: taken })).toMatchObject({ refused: 'invalid' });
  });

  test('comes too late when somebody else decided, or when the question changed since it was shown', async () => {
    const world = await doubtfulWorld();
    expect(await decide(world, linkSecond, 7)).toMatchObject({ refused: 'stale' });
    await decide(world, { act: 'link', internalId: 'task-1' });
    expect(await decide(world, linkSecond)).toMatchObject({ refused: 'stale' });
    expect(pairs(world)).toEqual([['tasks-1', 'task-1']]);
  });

  test('is asked again when the record chosen is gone before it is linked', async () => {
    const world = await doubtfulWorld();
    world.vendor.fail('get', { kind: 'unavailable', message: 'down' });
    expect(await decide(world, linkSecond)).toMatchObject({ waiting: 'down' });
    await world.deps.records.remove('TASK', 'task-2', 1);
    await processChanges(world.deps, [message(hint('tasks-1', 'd2'))]);
    expect(reviewOf(world)).toMatchObject({
      status: 'PENDING',
      reason: 'the record that was chosen is gone or linked to another one',
    });
    expect(pairs(world)).toEqual([]);
  });

  test.each(['before', 'after'] as const)(
    'and whose process dies %s any write ends with the decision carried out once or not made',
    async (when) => {
      let deaths = 0;
      for (let write = 1; ; write++) {
        const world = await doubtfulWorld();
        world.fate.dieAt(write, when);
        await decide(world, linkSecond).catch(() => undefined);
        if (!world.fate.revive()) break;
        deaths++;
        world.clock.pass(600);
        await retryParked(world.deps);
        await processChanges(
          world.deps,
          world.changes.takeAll().map((change) => message(change)),
        );
        const place = `death ${when} write ${write}`;
        const made = reviewOf(world).status === 'LINKED';
        expect(pairs(world), place).toEqual(made ? [['tasks-1', 'task-2']] : []);
        await decide(world, linkSecond);
        expect(pairs(world), place).toEqual([['tasks-1', 'task-2']]);
        expect([world.memory.records.size, world.memory.audit.size], place).toEqual([2, 1]);
        expect(world.memory.parked.size, place).toBe(0);
      }
      expect(deaths).toBeGreaterThanOrEqual(5);
    },
  );

  test('of a record that is edited meanwhile does not create it over there; answered, the other one is created', async () => {
    const world = await doubtfulWorld();
    const local = (recordId: string) =>
      message(hint(recordId, `edit-${recordId}`, { side: 'local', cause: 'edit' }));
    await processChanges(world.deps, [local('task-1'), local('task-2')]);
    expect(world.vendor.writes).toEqual([]);
    const waiting = [...world.memory.parked.values()].map(({ fault }) => fault.message);
    expect(waiting).toEqual([
      expect.stringContaining('open question'),
      expect.stringContaining('open question'),
    ]);
    await decide(world, linkSecond);
    world.clock.pass(900);
    await retryParked(world.deps);
    const again = world.changes.takeAll().map((change) => message(change));
    await processChanges(world.deps, again);
    expect(new Set(pairs(world).map(([, internalId]) => internalId))).toEqual(new Set(['task-1', 'task-2']));
    expect(world.vendor.records.size).toBe(2);
    expect(world.memory.parked.size).toBe(0);
  });
});
