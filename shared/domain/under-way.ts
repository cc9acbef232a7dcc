import { addSeconds } from './dates.ts';
import type { IntegrationMapping } from './mapping.ts';
import type { PairView } from './pair-view.ts';
import { externalTime } from './plan-pair.ts';
import type { FieldDecision } from './reconcile.ts';
import type { BritePoolRecord } from './record.ts';
import type { Instant } from './values.ts';

/** What is known outside the pair about changes on their way. */
export interface Evidence {
  /** From when on the next read of the pair's stream lists changes; `null` where it reads all. */
  readonly nextReadFrom: Instant | null;
  /** A change of the pair is set aside and will be tried again, or was tried a moment ago. */
  readonly trying?: string;
}

type Pair = Pick<PairView, 'external' | 'integration' | 'fieldMapping' | 'clock'> & {
  readonly mapping: IntegrationMapping;
  readonly record: BritePoolRecord;
};

/** Five tries of a change take half an hour; what is younger than this may still be under way. */
const triesSeconds = 45 * 60;
export const isFresh = (at: Instant | undefined, now: Instant): boolean =>
  at !== undefined && at >= addSeconds(now, -triesSeconds);

/** Why a field that is to move has not moved yet, as a sentence; `undefined` where there is no reason. */
export function underWay(
  pair: Pair,
  { act, field }: FieldDecision,
  { nextReadFrom, trying }: Evidence,
  now: Instant,
): string | undefined {
  if (trying !== undefined) return trying;
  if (rulesChanged(pair)) return 'the field mapping was changed since the last run';
  if (act !== 'take' && isFresh(movedHere(pair, field), now))
    return 'it was edited in BritePool a moment ago; the change is on its way';
  const editedThere = movedThere(pair);
  if (act === 'push' || editedThere === undefined) return undefined;
  if (isFresh(editedThere, now))
    return 'it was edited in the other system a moment ago; the change is on its way';
  const from = nextReadFrom ?? pair.integration.lastSyncAt;
  return from !== undefined && editedThere >= from
    ? 'it was edited in the other system; the next run brings it'
    : undefined;
}

const rulesChanged = ({ fieldMapping, mapping, integration }: Pair): boolean =>
  mapping.fieldMappingVersion !== fieldMapping.version &&
  fieldMapping.savedAt !== undefined &&
  fieldMapping.savedAt > (integration.lastSyncAt ?? '');

/** When somebody changed our value since the pair was looked at last. */
function movedHere({ record, mapping }: Pair, field: string): Instant | undefined {
  const at = Object.hasOwn(record.stamps, field) ? record.stamps[field]?.at : undefined;
  return at !== undefined && at > mapping.lastSyncedAt ? at : undefined;
}

/** When the vendor says its record changed, if that is later than what the pair knows of; by our clock. */
function movedThere({ external, mapping, clock }: Pair): Instant | undefined {
  const { updatedAt } = external;
  if (updatedAt === undefined) return undefined;
  const known = mapping.externalUpdatedAt;
  if (known === undefined ? false : updatedAt <= known) return undefined;
  return externalTime(updatedAt, clock.offsetMs);
}
