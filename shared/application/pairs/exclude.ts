import type { LoneRecord, RecordPlace } from '../../domain/left-alone.ts';
import type { IntegrationMapping, LeftAlone } from '../../domain/mapping.ts';
import { actEntry } from '../conflicts/deps.ts';
import type { Refusal } from '../refusal.ts';
import { aloneEntry } from './audit-alone.ts';
import { movedMeanwhile, nameOf, type PairActDeps, type Said, triesOfAct } from './deps.ts';
import { standingOf } from './standing.ts';

/** The record as it stands after an act: its pair, or itself where it has none. */
export interface Stands {
  readonly mapping?: IntegrationMapping;
  readonly alone?: LoneRecord;
}

type Deps = Pick<PairActDeps, 'pairs' | 'records' | 'clock' | 'hasher' | 'ids'>;

/** A record, of either side and with or without a pair, is left alone until somebody includes it. */
export async function excludeRecord(
  deps: Deps,
  place: RecordPlace,
  { actor, reason, version }: Said,
): Promise<Stands | Refusal> {
  for (let attempt = 0; attempt < triesOfAct; attempt++) {
    const standing = await standingOf(deps.pairs, place);
    const word: LeftAlone = { how: 'excluded', by: actor, at: deps.clock.now(), reason };
    if (standing.kind === 'alone') return { alone: standing.lone };
    if (standing.kind === 'claim') return beingCreated(place);
    if (standing.kind === 'unlinked') return isUnlinkedAlready(place);
    if (standing.kind === 'nobody') {
      const set = await setAside(deps, { schemaVersion: 1, ...place, leftAlone: word });
      if (set !== 'taken') return set;
      continue;
    }
    const { mapping: known } = standing;
    if (known.leftAlone !== undefined) return { mapping: known };
    if (version !== undefined && version !== known.version) return movedMeanwhile;
    const mapping = { ...known, version: known.version + 1, leftAlone: word, updatedAt: word.at };
    const { id: subject, internalId, externalId, resourceType, integrationId } = known;
    const entry = actEntry(
      deps,
      {
        ...{ at: word.at, actor, action: 'pair.excluded', subject },
        before: { integrationId, resourceType, internalId, externalId, state: known.syncStatus },
        after: { reason },
      },
      mapping.version,
    );
    if ((await deps.pairs.act(mapping, entry)) === 'written') return { mapping };
  }
  return movedMeanwhile;
}

/** An external record is not read for it: it may be left alone because it cannot be read. */
async function setAside(deps: Deps, lone: LoneRecord): Promise<Stands | Refusal | 'taken'> {
  const { side, resourceType, recordId, leftAlone } = lone;
  if (side === 'local' && (await deps.records.get(resourceType, recordId)) === undefined)
    return { refused: 'not-found', message: `There is no ${nameOf(lone)}.` };
  const { by: actor, at, reason } = leftAlone;
  const entry = aloneEntry(deps, lone, { actor, at, action: 'record.excluded', reason });
  return (await deps.pairs.setAside(lone, entry)) === 'written' ? { alone: lone } : 'taken';
}

export const beingCreated = (place: RecordPlace): Refusal => ({
  refused: 'not-linkable',
  code: 'being-created',
  message: `The ${nameOf(place)} is being created in the other system.`,
});

export const isUnlinkedAlready = (place: RecordPlace): Refusal => ({
  refused: 'not-linkable',
  code: 'unlinked',
  message: `The ${nameOf(place)} was unlinked and is left alone.`,
});
