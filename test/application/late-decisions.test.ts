import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Resolution } from '../../shared/application/conflicts/resolve-conflict.ts';
import { clashingWorld, resolve, titles } from './support/conflicts.ts';

describe('a decision that comes too late', () => {
  test('because the external side moved on is not carried out; the conflict is open with the new values', async () => {
    const clashing = await clashingWorld();
    clashing.world.vendor.edit('tasks-1', { name: 'Pines' });
    expect(await resolve(clashing, { strategy: 'LOCAL_WINS' })).toMatchObject({
      refused: 'stale',
      changes: [{ pointer: '/fields/title', message: 'The value in the external system is now "Pines".' }],
    });
    expect(titles(clashing)).toEqual(['Oaks', 'Pines']);
    expect(clashing.conflict()).toMatchObject({ status: 'PENDING', version: 2 });
    expect(clashing.world.memory.audit.size).toBe(0);
  });

  test('because our side moved on neither', async () => {
    const clashing = await clashingWorld();
    await clashing.editHere({ title: 'Birches' });
    expect(await resolve(clashing, { strategy: 'EXTERNAL_WINS' })).toMatchObject({ refused: 'stale' });
    expect(titles(clashing)).toEqual(['Birches', 'Limes']);
  });

  test('because it was shown in an older version neither, and says what changed since', async () => {
    const clashing = await clashingWorld();
    const { version } = clashing.conflict();
    clashing.world.vendor.edit('tasks-1', { name: 'Pines' });
    await clashing.hear('d3');
    expect(await resolve(clashing, { strategy: 'LOCAL_WINS', version })).toMatchObject({
      refused: 'stale',
      changes: [{ message: 'The value in the external system is now "Pines".' }],
    });
    expect(titles(clashing)).toEqual(['Oaks', 'Pines']);
  });

  test('because both sides became equal finds the conflict closed by itself', async () => {
    const clashing = await clashingWorld();
    clashing.world.vendor.edit('tasks-1', { name: 'Oaks' });
    expect(await resolve(clashing, { values: { title: 'Elms' } })).toMatchObject({ refused: 'stale' });
    expect(clashing.conflict().status).toBe('AUTO_RESOLVED');
    expect(titles(clashing)).toEqual(['Oaks', 'Oaks']);
  });

  test('because somebody else decided is refused by name', async () => {
    const clashing = await clashingWorld();
    await resolve(clashing, { strategy: 'LOCAL_WINS' }, 'ben');
    expect(await resolve(clashing, { strategy: 'EXTERNAL_WINS' })).toMatchObject({
      refused: 'stale',
      message: 'ben decided this conflict meanwhile.',
    });
    expect(titles(clashing)).toEqual(['Oaks', 'Oaks']);
  });

  test('for a record that is gone on either side is refused and says which', async () => {
    const there = await clashingWorld();
    there.world.vendor.records.clear();
    expect(await resolve(there, { strategy: 'LOCAL_WINS' })).toMatchObject({
      message: 'The record was deleted in the external system.',
    });
    const here = await clashingWorld();
    const record = here.record();
    await here.world.deps.records.remove('TASK', record.id, record.version);
    expect(await resolve(here, { strategy: 'LOCAL_WINS' })).toMatchObject({
      message: 'The record was deleted at BritePool.',
    });
  });

  test('never overwrites what was not shown, whatever moved, whatever is decided', async () => {
    const word = fc.constantFrom('Plant', 'Oaks', 'Limes', 'Pines', 'Elms');
    const moves = fc.record({ here: fc.option(word), there: fc.option(word) });
    const decision = fc.constantFrom<Partial<Resolution>>(
      { strategy: 'LOCAL_WINS' },
      { strategy: 'EXTERNAL_WINS' },
      { strategy: 'LOCAL_WINS', push: false },
      { values: { title: 'Elms' } },
    );
    await fc.assert(
      fc.asyncProperty(moves, decision, async ({ here, there }, resolution) => {
        const clashing = await clashingWorld();
        if (here !== null) await clashing.editHere({ title: here });
        if (there !== null) clashing.world.vendor.edit('tasks-1', { name: there });
        const before = [here ?? 'Oaks', there ?? 'Limes'];
        const answer = await resolve(clashing, resolution);
        const moved = before[0] !== 'Oaks' || before[1] !== 'Limes';
        expect('refused' in answer).toBe(moved);
        if (!moved) return;
        const [local, external] = before;
        if (local !== external && local !== 'Plant' && external !== 'Plant')
          expect(titles(clashing)).toEqual(before);
      }),
      { seed: 41, numRuns: 60 },
    );
  });
});
