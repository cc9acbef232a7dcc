import fc from 'fast-check';
import { expect, test } from 'vitest';
import { startRound } from '../../shared/application/drift/start-round.ts';
import type { DriftRound } from '../../shared/domain/drift.ts';
import { agreedPairs } from './support/agreed-pairs.ts';
import { compare, lookAtHints, plantHere, plantThere, slice } from './support/comparing.ts';
import { ours, settle, write } from './support/here.ts';
import type { World } from './support/world.ts';

const seed = 20_261_126;
const theirName = { title: 'name', description: 'notes', dueDate: 'due_on' } as const;
const fieldNames = ['title', 'description', 'dueDate'] as const;
type Field = (typeof fieldNames)[number];

interface Act {
  readonly side: 'here' | 'there';
  readonly fields: readonly Field[];
}
const act: fc.Arbitrary<Act> = fc.record({
  side: fc.constantFrom('here', 'there'),
  fields: fc.uniqueArray(fc.constantFrom(...fieldNames), { minLength: 1 }),
});
/** What becomes of one pair: nothing, a difference behind the back of the sync, or an edit while it is compared. */
const fate = fc.oneof(
  fc.constant({ kind: 'quiet' } as const),
  fc.record({ kind: fc.constant('planted' as const), act }),
  fc.record({ kind: fc.constant('edited' as const), act, after: fc.nat(6) }),
);
type Fate = typeof fate extends fc.Arbitrary<infer Kind> ? Kind : never;

const valueFor = (field: Field, n: number, word: string) =>
  field === 'dueDate' ? `2026-0${1 + (word.length % 9)}-1${n % 9}` : `${word} ${n}`;
const valuesHere = ({ fields }: Act, n: number, word: string) =>
  Object.fromEntries(fields.map((field) => [field, valueFor(field, n, word)]));
const valuesThere = ({ fields }: Act, n: number, word: string) =>
  Object.fromEntries(fields.map((field) => [theirName[field], valueFor(field, n, word)]));

function plant(world: World, n: number, planted: Act): void {
  if (planted.side === 'here') plantHere(world, n, valuesHere(planted, n, 'planted'));
  else plantThere(world, n, valuesThere(planted, n, 'planted'));
}

async function edit(world: World, n: number, edited: Act): Promise<void> {
  if (edited.side === 'here') await write(world, `task-${n}`, valuesHere(edited, n, 'edited by Mia'));
  else world.vendor.edit(`tasks-new-${n}`, valuesThere(edited, n, 'edited by Mia'));
}

/** Pairs with a history of edits behind them, and what was planted into some of them. */
async function prepared(fates: readonly Fate[], history: readonly Act[]): Promise<World> {
  const world = await agreedPairs(fates.length);
  for (const [at, each] of history.entries()) {
    await edit(world, 1 + (at % fates.length), { ...each, side: 'here' });
    await settle(world);
    world.clock.pass(7200);
  }
  world.clock.pass(7200);
  for (const [at, each] of fates.entries()) if (each.kind === 'planted') plant(world, at + 1, each.act);
  return world;
}

const plantedIn = (fates: readonly Fate[]): number =>
  fates.reduce((sum, each) => sum + (each.kind === 'planted' ? each.act.fields.length : 0), 0);

function expectOnlyPlanted(world: World, fates: readonly Fate[], round: DriftRound): void {
  expect(round.counts).toMatchObject({ unexplained: 0, conflict: 0, held: 0, 'one-way': 0, unread: 0 });
  expect(round.counts.repaired).toBe(plantedIn(fates));
  for (const { internalId, reason } of round.differences) {
    expect(fates[Number(internalId.slice(5)) - 1]?.kind).toBe('edited');
    expect(reason).toBe('waiting');
  }
  for (const [at, each] of fates.entries()) {
    if (each.kind !== 'planted') continue;
    const theirs = world.vendor.records.get(`tasks-new-${at + 1}`)?.data ?? {};
    for (const field of each.act.fields)
      expect(theirs[theirName[field]]).toBe(ours(world, `task-${at + 1}`)?.fields[field]);
  }
}

test('a comparison always finds exactly what was planted, whatever people edit meanwhile', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fate, { minLength: 1, maxLength: 12 }),
      fc.array(act, { maxLength: 3 }),
      fc.integer({ min: 1, max: 3 }),
      async (fates, history, stepsASlice) => {
        const world = await prepared(fates, history);
        let steps = 0;
        const round = await compare(
          world,
          async (slices) => {
            for (const [at, each] of fates.entries())
              if (each.kind === 'edited' && each.after === slices - 1) await edit(world, at + 1, each.act);
          },
          () => ++steps % stepsASlice !== 0,
        );
        expectOnlyPlanted(world, fates, round);
      },
    ),
    { seed, numRuns: 60 },
  );
});

test('a death at any of its writes changes nothing about what a comparison finds', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fate, { minLength: 1, maxLength: 7 }),
      fc.integer({ min: 1, max: 14 }),
      fc.constantFrom('before', 'after'),
      async (fates, write, when) => {
        const world = await prepared(fates, []);
        await startRound(world.deps, world.integration, 'ada');
        world.fate.dieAt(write, when);
        for (let slices = 0; slices < 60; slices++) {
          await slice(world);
          world.fate.revive();
          world.jobQueue.takeAll();
          const round = await world.deps.drift.get('int-1');
          if (round?.endedAt !== undefined) {
            expectOnlyPlanted(world, fates, round);
            expect(await world.deps.drift.history('int-1', round.startedAt)).toHaveLength(1);
            return;
          }
          await lookAtHints(world);
        }
        throw new Error('The comparison does not come to its end.');
      },
    ),
    { seed, numRuns: 60 },
  );
});
