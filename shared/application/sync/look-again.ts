import { addSeconds } from '../../domain/dates.ts';
import { faultOf } from '../../domain/fault.ts';
import type { IntegrationMapping } from '../../domain/mapping.ts';
import { mapConcurrently } from '../concurrency.ts';
import type { PairStore } from '../ports.ts';
import { type Attempt, type Candidate, ended } from './candidates.ts';
import type { SyncContext } from './context.ts';

/** Clocks of two workers may be this far apart. */
const clocksApartSeconds = 5;

/**
 * Whether the pair knows something newer than what was read of the vendor: a value that we sent over meanwhile would
 * look as if the vendor had turned it back.
 */
export const isOutdated = ({ seenAt, mapping }: Candidate): boolean =>
  seenAt !== undefined &&
  mapping !== undefined &&
  mapping.updatedAt >= addSeconds(seenAt, -clocksApartSeconds);

export interface SecondLook {
  readonly candidates: readonly Candidate[];
  /** Those that could not be read. */
  readonly failed: readonly Attempt[];
}

const readsAtOnce = 10;

/** The same pairs as they are now: first what we know of them, then, read after it, what the vendor has. */
export async function lookAgain(
  pairs: PairStore,
  context: SyncContext,
  outdated: readonly Candidate[],
): Promise<SecondLook> {
  if (outdated.length === 0) return { candidates: [], failed: [] };
  const mappings = await mappingsNow(pairs, outdated);
  const looks = await mapConcurrently(outdated, readsAtOnce, async (before): Promise<Candidate | Attempt> => {
    const { seenAt: _outdated, ...candidate } = before;
    const externalId = externalIdOf(before);
    if (externalId === undefined) return candidate;
    try {
      const external = await context.system.get(before.change.stream, externalId);
      return { ...candidate, external, mapping: mappings.get(keyOf(before)) };
    } catch (error) {
      return ended(before, { fault: faultOf(error) });
    }
  });
  return {
    candidates: looks.filter((look): look is Candidate => 'external' in look),
    failed: looks.filter((look): look is Attempt => 'candidate' in look),
  };
}

const externalIdOf = ({ external, mapping }: Candidate): string | undefined =>
  external === 'gone' ? mapping?.externalId : external.id;
const keyOf = (candidate: Candidate): string =>
  JSON.stringify([candidate.change.resourceType, externalIdOf(candidate)]);

async function mappingsNow(
  pairs: PairStore,
  candidates: readonly Candidate[],
): Promise<ReadonlyMap<string, IntegrationMapping>> {
  const found = await pairs.byExternalIds(
    candidates.flatMap((candidate) => {
      const externalId = externalIdOf(candidate);
      const { integrationId, resourceType } = candidate.change;
      return externalId === undefined ? [] : [{ integrationId, resourceType, externalId }];
    }),
  );
  return new Map(
    found.map((mapping) => [JSON.stringify([mapping.resourceType, mapping.externalId]), mapping]),
  );
}
