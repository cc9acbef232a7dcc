import { type IntegrationMapping, type LeftAlone, mappingStatuses } from './mapping.ts';
import type { ResourceType } from './resources.ts';

/** One record of either side in one integration. */
export interface RecordPlace {
  readonly integrationId: string;
  readonly resourceType: ResourceType;
  readonly side: 'local' | 'external';
  readonly recordId: string;
}

/** A record without a pair that is left alone: it holds the place that a pair of it would have. */
export interface LoneRecord extends RecordPlace {
  readonly schemaVersion: 1;
  readonly leftAlone: LeftAlone;
}

/** Where a pair stands in a list: what an admin said of it comes before what the sync knows. */
export const pairPlaces = [...mappingStatuses, 'UNLINKED', 'EXCLUDED'] as const;
export type PairPlace = (typeof pairPlaces)[number];

const placeOfAct = { unlinked: 'UNLINKED', excluded: 'EXCLUDED' } as const;

export const listedAs = ({
  leftAlone,
  syncStatus,
}: Pick<IntegrationMapping, 'leftAlone' | 'syncStatus'>): PairPlace =>
  leftAlone === undefined ? syncStatus : placeOfAct[leftAlone.how];

/** As the entry of a change says it. */
export const whyLeftAlone = ({ how, by, reason }: LeftAlone): string =>
  how === 'unlinked'
    ? `left alone by ${by}, who unlinked it: ${reason}`
    : `left alone by ${by}, who excluded it: ${reason}`;

/** The two records are no pair any more, for references too. */
export const isUnlinked = ({ leftAlone }: Pick<IntegrationMapping, 'leftAlone'>): boolean =>
  leftAlone?.how === 'unlinked';
