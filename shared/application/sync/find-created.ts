import type { PairClaim } from '../../domain/claim.ts';
import { addSeconds } from '../../domain/dates.ts';
import type { ExternalRecord } from '../../domain/external.ts';
import { FaultError } from '../../domain/fault.ts';
import type { FieldMappingSet } from '../../domain/field-mapping.ts';
import { type Likeness, likeness } from '../../domain/recognise.ts';
import { translateInward } from '../../domain/translate.ts';
import type { SyncContext } from './context.ts';
import { inwardKnowledge, type KnowledgeDeps } from './knowledge.ts';

/** Farther back than any two clocks and a vendor's late listing are apart. */
const marginSeconds = 300;
/** A look through more pages than this is given up: nothing is created blindly. */
const mostPages = 200;

interface Match {
  readonly external: ExternalRecord;
  readonly likeness: Likeness;
}

/**
 * Looks for what an earlier try of this create may have made: by our key where the vendor keeps it, else among the
 * records changed since the claim. Records that have a pair are somebody else's; those that are left alone are nobody's.
 * `anybody’s`: the vendor says that there is one, which may be older and not of our making. `ambiguous`: a person has to choose.
 */
export async function findCreated(
  deps: KnowledgeDeps,
  context: SyncContext,
  set: FieldMappingSet,
  claim: PairClaim,
  how: 'ours' | 'anybody’s' = 'ours',
): Promise<ExternalRecord | 'none' | 'ambiguous'> {
  const byKey = await context.system.findByKey(claim.stream, claim.idempotencyKey);
  if (byKey !== 'unsupported' && !(byKey === 'none' && how === 'anybody’s')) return byKey;
  const matches = await free(deps, claim, await matchesSince(deps, context, set, claim));
  // Equal in every value means interchangeable: whichever is taken, the other is imported as what it is.
  const [equal] = matches.filter((match) => match.likeness === 'equal');
  if (equal !== undefined) return equal.external;
  const [alike, second] = matches;
  if (alike === undefined) return 'none';
  return second === undefined ? alike.external : 'ambiguous';
}

async function matchesSince(
  deps: KnowledgeDeps,
  context: SyncContext,
  set: FieldMappingSet,
  claim: PairClaim,
): Promise<readonly Match[]> {
  const { offsetMs } = context.system.clock();
  const since = addSeconds(claim.claimedAt, offsetMs / 1000 - marginSeconds);
  const matches: Match[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < mostPages; page++) {
    const found = await context.system.list(claim.stream, { since, cursor });
    const knowledge = await inwardKnowledge(deps, claim.integrationId, set, found.records, 'peek');
    for (const external of found.records) {
      const { fields } = translateInward(set, external.data, claim.sent, knowledge(external));
      const how = likeness(claim, external, fields);
      if (how !== 'other') matches.push({ external, likeness: how });
    }
    if (found.next === null) return matches;
    cursor = found.next;
  }
  throw new FaultError({
    kind: 'rejected',
    message:
      'A try to create this record was cut off, and the other system is too large to look through for it.',
  });
}

async function free(
  deps: KnowledgeDeps,
  { integrationId, resourceType }: PairClaim,
  matches: readonly Match[],
): Promise<readonly Match[]> {
  if (matches.length === 0) return matches;
  const [taken, alone] = await Promise.all([
    deps.pairs.byExternalIds(
      matches.map(({ external }) => ({ integrationId, resourceType, externalId: external.id })),
    ),
    deps.pairs.alone(
      matches.map(({ external }) => ({
        integrationId,
        resourceType,
        side: 'external',
        recordId: external.id,
      })),
    ),
  ]);
  const held = new Set([
    ...taken.map(({ externalId }) => externalId),
    ...alone.map(({ recordId }) => recordId),
  ]);
  return matches.filter(({ external }) => !held.has(external.id));
}
