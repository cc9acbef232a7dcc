import type { Change, Outcome } from '../../domain/change.ts';
import type { ExternalRecord } from '../../domain/external.ts';
import type { Fault } from '../../domain/fault.ts';
import type { IntegrationMapping } from '../../domain/mapping.ts';
import type { PairStep } from '../../domain/pair-view.ts';
import type { SyncLog } from '../../domain/sync-log.ts';
import type { Instant } from '../../domain/values.ts';

/** A pair to look at: why, what the vendor has now, and what we know of the pair. */
export interface Candidate {
  readonly change: Change;
  readonly external: ExternalRecord | 'gone';
  readonly mapping: IntegrationMapping | undefined;
  /** When `external` was read, where that was before `mapping` was. */
  readonly seenAt?: Instant;
  /** What was done before under this change, by a try that died or by a look that lost its race after acting. */
  readonly told?: SyncLog;
  /** A look before this one lost its race: its entry has to be replaced. */
  readonly again?: true;
}

/** How a candidate ended: an outcome is final, a fault goes back to whoever asked. */
export type Ending =
  /** `later`: the change is to come back by itself, for this reason. */
  | { readonly change: Change; readonly outcome: Outcome; readonly later?: Fault }
  | { readonly change: Change; readonly fault: Fault };

/** A candidate with the step decided for it. */
export interface Decided<Step extends PairStep = PairStep> {
  readonly candidate: Candidate;
  readonly step: Step;
}

/** One try: ended, or lost to somebody who wrote between our read and our write. */
export type Attempt =
  | { readonly candidate: Candidate; readonly ending: Ending }
  | { readonly candidate: Candidate; readonly lostRace: true };

export const ended = (
  candidate: Candidate,
  how: { readonly outcome: Outcome; readonly later?: Fault } | { readonly fault: Fault },
): Attempt => ({ candidate, ending: { change: candidate.change, ...how } });
