import type { PairClaim } from '../../domain/claim.ts';
import type { ExternalRecord } from '../../domain/external.ts';
import { FaultError, type FaultKind, faultOf } from '../../domain/fault.ts';
import type { FieldMappingSet } from '../../domain/field-mapping.ts';
import type { SyncContext } from './context.ts';
import { findCreated } from './find-created.ts';
import type { KnowledgeDeps } from './knowledge.ts';
import { type OutwardDeps, outward } from './outward.ts';

/** Answers with which the vendor says for certain that it created nothing. */
const refusals: readonly FaultKind[] = ['rejected', 'forbidden', 'unauthorized', 'not-found'];

/**
 * Sends the claimed values, the same with every try. A vendor that has the record already (409) is looked through,
 * and what is found is taken. A certain refusal gives the claim up, so that corrected values can be sent.
 */
export async function sendCreate(
  deps: KnowledgeDeps & OutwardDeps,
  context: SyncContext,
  set: FieldMappingSet,
  claim: PairClaim,
): Promise<{ readonly external: ExternalRecord; readonly adopted?: 'own' | 'foreign' } | 'ambiguous'> {
  const { data } = await outward(deps, claim.integrationId, set, claim.sent, claim.sent);
  try {
    const external = await context.system.create(claim.stream, data, claim.idempotencyKey);
    return { external };
  } catch (error) {
    const fault = faultOf(error);
    const found =
      fault.kind === 'conflict'
        ? await findCreated(deps, context, set, everSince(claim), 'anybody’s')
        : 'none';
    if (found === 'ambiguous') return found;
    if (found !== 'none')
      return { external: found, adopted: found.ownKey === claim.idempotencyKey ? 'own' : 'foreign' };
    if (fault.kind === 'conflict' || refusals.includes(fault.kind)) await deps.pairs.release(claim);
    throw new FaultError(fault.kind === 'conflict' ? { ...fault, kind: 'rejected' } : fault);
  }
}

/** What is in the way of a create may be older than the claim. */
const everSince = (claim: PairClaim): PairClaim => ({ ...claim, claimedAt: '2000-01-01T00:00:00.000Z' });
