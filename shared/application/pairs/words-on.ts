import type { Change } from '../../domain/change.ts';
import type { RecordPlace } from '../../domain/left-alone.ts';
import type { IntegrationMapping, LeftAlone } from '../../domain/mapping.ts';
import type { PairStore } from '../ports.ts';

/** A record, with the pair that is known of it. */
export interface KnownPlace extends RecordPlace {
  readonly pair: Pick<IntegrationMapping, 'leftAlone'> | undefined;
}

export const placeOf = (
  { integrationId, resourceType, side, recordId }: Change,
  pair: IntegrationMapping | undefined,
): KnownPlace => ({ integrationId, resourceType, side, recordId, pair });

const nameOf = ({ integrationId, resourceType, side, recordId }: RecordPlace): string =>
  JSON.stringify([integrationId, resourceType, side, recordId]);

/** What admins said of these records, in order; one read for all that have no pair. */
export async function wordsOn(
  pairs: Pick<PairStore, 'alone'>,
  places: readonly KnownPlace[],
): Promise<readonly (LeftAlone | undefined)[]> {
  const strangers = places.filter(({ pair }) => pair === undefined);
  const found = strangers.length === 0 ? [] : await pairs.alone(strangers);
  const alone = new Map(found.map((lone) => [nameOf(lone), lone.leftAlone]));
  return places.map((place) => (place.pair === undefined ? alone.get(nameOf(place)) : place.pair.leftAlone));
}
