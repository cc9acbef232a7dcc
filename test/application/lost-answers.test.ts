import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lastEntry, ours, publish, settle, work, write } from './support/here.ts';
import { connectedWorld, hint, pairsOf, type World } from './support/world.ts';

const theirs = ({ vendor }: World) => [...vendor.records.values()].map(({ data }) => data);
const claims = ({ memory }: World) => [...memory.claims.values()];

describe('a create whose answer is lost', () => {
  const lost = { kind: 'unavailable', message: 'No answer in time.' } as const;

  test.each([true, false])(
    'is found again and linked, not made twice (vendor keeps our key: %s)',
    async (keepsKeys) => {
      const world = await connectedWorld();
      world.vendor.keepsKeys = keepsKeys;
      world.vendor.fail('created', lost);
      await write(world, 'task-1', { title: 'Plant trees' });
      const changes = await publish(world);
      expect(await work(world, changes)).toHaveLength(1);
      expect(theirs(world)).toHaveLength(1);
      expect(claims(world)).toMatchObject([{ internalId: 'task-1', syncStatus: 'PENDING_SYNC' }]);
      world.clock.pass(60);
      expect(await work(world, changes)).toEqual([]);
      expect(theirs(world)).toHaveLength(1);
      expect(pairsOf(world)).toMatchObject({ 'tasks-new-1': { base: { title: 'Plant trees' } } });
    },
  );

  test('and that was edited over there since is linked with that edit', async () => {
    const world = await connectedWorld();
    world.vendor.keepsKeys = true;
    world.vendor.fail('created', lost);
    await write(world, 'task-1', { title: 'Plant trees' });
    const changes = await publish(world);
    await work(world, changes);
    world.vendor.edit('tasks-new-1', { name: 'Plant 40 trees' });
    await work(world, changes);
    await settle(world);
    expect(ours(world, 'task-1')?.fields).toEqual({ title: 'Plant 40 trees' });
    expect(theirs(world)).toEqual([{ name: 'Plant 40 trees' }]);
  });

  test('and that was edited here since is linked, and the edit is sent after it', async () => {
    const world = await connectedWorld();
    world.vendor.fail('created', lost);
    await write(world, 'task-1', { title: 'Plant trees' });
    await work(world, await publish(world));
    await write(world, 'task-1', { title: 'Plant 40 trees' });
    await settle(world);
    await work(world, [hint('tasks-new-1', 'd1')]);
    expect(theirs(world)).toEqual([{ name: 'Plant 40 trees' }]);
    expect(ours(world, 'task-1')?.fields).toEqual({ title: 'Plant 40 trees' });
  });

  test.each(['create', 'created'])(
    'or refused for now is made as it was first sent, and what was edited here since is sent by itself (%s)',
    async (verb) => {
      const world = await connectedWorld();
      world.vendor.fail(verb, lost);
      await write(world, 'task-1', { title: 'Plant trees' });
      const first = await publish(world);
      await work(world, first);
      world.clock.pass(60);
      await write(world, 'task-1', { title: 'Plant 40 trees', description: 'Bring gloves' });
      const both = [...first, ...(await publish(world))];
      expect(await work(world, both)).not.toEqual([]);
      world.clock.pass(60);
      expect(await work(world, both)).toEqual([]);
      expect(theirs(world)).toEqual([{ name: 'Plant 40 trees', notes: 'Bring gloves' }]);
      expect(await lastEntry(world, 'task-1')).toMatchObject({ outcome: 'applied' });
    },
  );

  test('and of which two likenesses exist waits for a person instead of guessing', async () => {
    const world = await connectedWorld();
    world.vendor.fail('create', lost);
    await write(world, 'task-1', { title: 'Plant trees', dueDate: '2026-04-01' });
    const changes = await publish(world);
    await work(world, changes);
    world.vendor.edit('tasks-8', { name: 'Plant trees', due_on: '2026-04-02' });
    world.vendor.edit('tasks-9', { name: 'Plant trees', due_on: '2026-04-03' });
    await work(world, changes);
    expect(theirs(world)).toHaveLength(2);
    expect(await lastEntry(world, 'task-1')).toMatchObject({ outcome: 'held', waiting: [{ field: '*' }] });
  });

  test('of a record that there is already (409) takes that one', async () => {
    const world = await connectedWorld();
    world.vendor.edit('tasks-7', { name: 'Plant trees' });
    world.clock.pass(86_400);
    world.vendor.fail('create', { kind: 'conflict', message: 'It exists.', httpStatus: 409 });
    await write(world, 'task-1', { title: 'Plant trees' });
    await settle(world);
    expect(theirs(world)).toHaveLength(1);
    expect([...world.memory.mappings.values()]).toMatchObject([
      { internalId: 'task-1', externalId: 'tasks-7' },
    ]);
  });
});

describe('a record that the other system has already, with other values', () => {
  test.each([true, false])(
    'is linked and compared: no edit of either side is lost (keeps keys: %s)',
    async (keepsKeys) => {
      const world = await connectedWorld({ conflictStrategy: 'MANUAL_REVIEW' });
      world.vendor.keepsKeys = keepsKeys;
      world.vendor.edit('tasks-7', { name: 'Plant trees', notes: 'Theirs' });
      world.clock.pass(86_400);
      world.vendor.fail('create', { kind: 'conflict', message: 'It exists.', httpStatus: 409 });
      await write(world, 'task-1', { title: 'Plant trees', description: 'Ours' });
      const changes = await publish(world);
      expect(await work(world, changes)).toHaveLength(1);
      expect(await work(world, changes)).toEqual([]);
      expect(theirs(world)).toEqual([{ name: 'Plant trees', notes: 'Theirs' }]);
      expect(ours(world, 'task-1')?.fields.description).toBe('Ours');
      expect([...world.memory.conflicts.values()]).toMatchObject([
        { fields: [{ field: 'description', local: { value: 'Ours' }, external: { value: 'Theirs' } }] },
      ]);
    },
  );
});

test('whatever dies, fails or is repeated, each record made here exists there exactly once', async () => {
  const trouble = fc.record({
    verb: fc.constantFrom('create', 'created', 'list', 'findByKey'),
    kind: fc.constantFrom('unavailable' as const, 'rate-limited' as const, 'bug' as const),
    times: fc.integer({ min: 1, max: 2 }),
  });
  const death = fc.option(
    fc.record({
      write: fc.integer({ min: 1, max: 12 }),
      when: fc.constantFrom('before' as const, 'after' as const),
    }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(trouble, { maxLength: 4 }),
      fc.array(death, { minLength: 1, maxLength: 3 }),
      fc.boolean(),
      fc.integer({ min: 1, max: 3 }),
      async (troubles, deaths, keepsKeys, count) => {
        const world = await connectedWorld();
        world.vendor.keepsKeys = keepsKeys;
        for (const { verb, kind, times } of troubles)
          world.vendor.fail(verb, { kind, message: 'bad luck' }, times);
        for (let n = 1; n <= count; n++) await write(world, `task-${n}`, { title: `Task ${n}` });
        const changes = await publish(world);
        for (const end of [...deaths, ...Array.from({ length: 12 }, () => null)]) {
          if (end !== null) world.fate.dieAt(end.write, end.when);
          await work(world, changes).catch(() => undefined);
          world.fate.revive();
          world.clock.pass(60);
        }
        await settle(world);
        const names = theirs(world).map(({ name }) => name);
        expect(names).toHaveLength(count);
        expect(new Set(names).size).toBe(count);
        expect(world.memory.mappings.size).toBe(count);
        expect(claims(world)).toEqual([]);
      },
    ),
    { seed: 61, numRuns: 200 },
  );
});
