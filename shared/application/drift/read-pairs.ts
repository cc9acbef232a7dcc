import type { Comparison } from '../../domain/compare-pair.ts';
import type { PairRef } from '../../domain/drift.ts';
import type { ExternalRecord } from '../../domain/external.ts';
import { type Fault, FaultError, faultOf } from '../../domain/fault.ts';
import type { IntegrationMapping } from '../../domain/mapping.ts';
import type { SyncContext } from '../sync/context.ts';
import { comparePairs } from './compare-pairs.ts';
import type { DriftDeps } from './deps.ts';
import type { Witness } from './witness.ts';

export interface Looked<Ref extends PairRef> {
  readonly ref: Ref;
  /** `gone`: it is no pair any more. */
  readonly comparison: Comparison | 'unread' | 'gone';
}

/** Somebody wrote the pair between our looks at its two sides: it is read once more. */
const tries = 3;
const changing: Comparison = {
  fields: 1,
  differences: [{ field: '*', reason: 'waiting', because: 'it is being changed at this moment' }],
};

/**
 * Reads pairs one by one and compares them. `done`: how many of them, in order; the others follow when the other system
 * answers again. Throws where not even one could be read.
 */
export async function readPairs<Ref extends PairRef>(
  deps: DriftDeps,
  context: SyncContext,
  witness: Witness,
  refs: readonly Ref[],
): Promise<{ readonly looked: readonly Looked<Ref>[]; readonly done: number }> {
  const looked: Looked<Ref>[] = [];
  for (const ref of refs) {
    try {
      looked.push({ ref, comparison: await readPair(deps, context, witness, ref) });
    } catch (error) {
      const fault = faultOf(error);
      if (!passes(fault)) looked.push({ ref, comparison: 'unread' });
      else if (looked.length > 0) break;
      else throw new FaultError(fault);
    }
  }
  return { looked, done: looked.length };
}

/** What concerns the system as a whole and goes by; anything else is about this record only. */
const passes = ({ kind }: Fault): boolean =>
  kind === 'rate-limited' || kind === 'unavailable' || kind === 'unauthorized';

async function readPair(
  deps: DriftDeps,
  context: SyncContext,
  witness: Witness,
  ref: PairRef,
): Promise<Comparison | 'unread' | 'gone'> {
  const key = {
    ...{ integrationId: context.integration.id, resourceType: ref.resourceType, externalId: ref.externalId },
  };
  let before = await deps.pairs.byExternalId(key);
  for (let attempt = 0; attempt < tries; attempt++) {
    if (before === undefined) return 'gone';
    const external: ExternalRecord | 'gone' = await context.system.get(ref.stream, ref.externalId);
    const [comparison = 'unread'] = await comparePairs(deps, context, witness, [
      { mapping: before, external },
    ]);
    const after: IntegrationMapping | undefined = await deps.pairs.byExternalId(key);
    if (after?.version === before.version) return comparison;
    before = after;
  }
  return before === undefined ? 'gone' : changing;
}
