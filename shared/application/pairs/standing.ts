import { isUnlinked, type RecordPlace } from '../../domain/left-alone.ts';
import type { IntegrationMapping } from '../../domain/mapping.ts';
import type { PairStore } from '../ports.ts';
import type { Holder } from './ports.ts';

/** How a record stands: what holds its place, or the pair that it belongs to. */
export type Standing = Holder | { readonly kind: 'paired'; readonly mapping: IntegrationMapping };

type Readers = Pick<PairStore, 'byExternalId' | 'byInternalId' | 'claimOf' | 'alone'>;

export const pairOf = (
  pairs: Readers,
  { integrationId, resourceType, side, recordId }: RecordPlace,
): Promise<IntegrationMapping | undefined> =>
  side === 'external'
    ? pairs.byExternalId({ integrationId, resourceType, externalId: recordId })
    : pairs.byInternalId(integrationId, resourceType, recordId);

export async function standingOf(pairs: Readers, place: RecordPlace): Promise<Standing> {
  const { integrationId, resourceType, side, recordId } = place;
  const [mapping, claim, [lone]] = await Promise.all([
    pairOf(pairs, place),
    side === 'local' ? pairs.claimOf(integrationId, resourceType, recordId) : undefined,
    pairs.alone([place]),
  ]);
  if (mapping !== undefined) return { kind: isUnlinked(mapping) ? 'unlinked' : 'paired', mapping };
  if (claim !== undefined) return { kind: 'claim', claim };
  return lone === undefined ? { kind: 'nobody' } : { kind: 'alone', lone };
}
