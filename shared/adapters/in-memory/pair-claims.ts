import type { PairStore } from '../../application/ports.ts';
import type { PairClaim } from '../../domain/claim.ts';
import type { PairKey } from '../../domain/integration.ts';
import { copy, linkPair, type Memory, pairKey, placeKey, pointerKey, pointerOf } from './memory.ts';

type ClaimVerbs = 'claim' | 'claimOf' | 'openClaims' | 'complete' | 'release' | 'reclaim';

const placeOf = ({ integrationId, resourceType, internalId }: PairClaim): string =>
  placeKey({ integrationId, resourceType, side: 'local', recordId: internalId });
const placeThere = ({ integrationId, resourceType, externalId }: PairKey): string =>
  placeKey({ integrationId, resourceType, side: 'external', recordId: externalId });

/** The part of the pair store that knows creates under way. */
export const memoryClaims = (memory: Memory): Pick<PairStore, ClaimVerbs> => ({
  async claim(claim) {
    const key = pointerOf(claim);
    if (memory.claims.has(key) || memory.pointers.has(key) || memory.alone.has(placeOf(claim)))
      return 'exists';
    memory.claims.set(key, copy(claim));
    return 'claimed';
  },
  async claimOf(integrationId, type, internalId) {
    return copy(memory.claims.get(pointerKey(integrationId, type, internalId)));
  },
  async openClaims(integrationId, type) {
    const all = [...memory.claims.values()].filter(
      (claim) => claim.integrationId === integrationId && claim.resourceType === type,
    );
    return copy(all);
  },
  async complete(claim, mapping) {
    if (memory.claims.get(pointerOf(claim))?.id !== claim.id) return 'stale';
    if (memory.mappings.has(pairKey(mapping)) || memory.alone.has(placeThere(mapping))) return 'exists';
    memory.claims.delete(pointerOf(claim));
    linkPair(memory, mapping);
    return 'linked';
  },
  async release(claim) {
    if (memory.claims.get(pointerOf(claim))?.id === claim.id) memory.claims.delete(pointerOf(claim));
  },
  async reclaim(mapping, claim) {
    if (memory.mappings.get(pairKey(mapping))?.version !== mapping.version) return 'stale';
    memory.mappings.delete(pairKey(mapping));
    memory.pointers.delete(pointerOf(mapping));
    memory.claims.set(pointerOf(claim), copy(claim));
    return 'claimed';
  },
});
