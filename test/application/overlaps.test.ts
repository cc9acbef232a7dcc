import { expect, test } from 'vitest';
import { findOverlaps } from '../../shared/application/records/find-overlaps.ts';
import { draft } from '../../shared/domain/record.ts';
import { connectedWorld } from './support/world.ts';

const at = (hour: number, day = 2) => `2026-03-0${day}T${String(hour).padStart(2, '0')}:00:00.000Z`;

async function withEntries(entries: readonly (readonly [string, string, string, string])[]) {
  const world = await connectedWorld();
  for (const [id, memberId, startedAt, endedAt] of entries) {
    const by = { kind: 'integration', id: 'int-1' } as const;
    const fields = { memberId, startedAt, endedAt, minutes: 60 };
    await world.deps.records.put(
      draft({ resourceType: 'PARTICIPATION_LOG', id }, fields, { at: world.clock.now(), by }),
    );
  }
  return world;
}

test('names the hours that one person is said to have worked twice, and nobody else’s', async () => {
  const { deps } = await withEntries([
    ['weeding', 'ada', at(9), at(11)],
    ['meeting', 'ada', at(10), at(12)],
    ['repairs', 'bo', at(10), at(12)],
    ['later', 'ada', at(12), at(13)],
  ]);
  expect(await findOverlaps(deps, {})).toEqual({
    overlaps: [{ first: 'weeding', second: 'meeting', minutes: 60, memberId: 'ada' }],
    entries: 4,
    complete: true,
  });
});

test('looks at one member and one time where asked', async () => {
  const { deps } = await withEntries([
    ['a', 'ada', at(9), at(11)],
    ['b', 'ada', at(10), at(12)],
    ['c', 'ada', at(9, 3), at(11, 3)],
    ['d', 'ada', at(10, 3), at(12, 3)],
    ['e', 'bo', at(9), at(11)],
    ['f', 'bo', at(9), at(11)],
  ]);
  const third = await findOverlaps(deps, { memberId: 'ada', from: at(0, 3), to: at(0, 4) });
  expect(third.overlaps.map(({ first, second }) => [first, second])).toEqual([['c', 'd']]);
  expect((await findOverlaps(deps, { memberId: 'bo' })).overlaps).toHaveLength(1);
});
