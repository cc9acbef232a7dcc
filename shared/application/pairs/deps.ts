import type { RecordPlace } from '../../domain/left-alone.ts';
import type {
  ChangeQueue,
  Clock,
  ConflictStore,
  Connectors,
  Hasher,
  Ids,
  IntegrationStore,
  PairStore,
  ParkedStore,
  RecordStore,
} from '../ports.ts';
import type { Refusal } from '../refusal.ts';
import type { SyncContext } from '../sync/context.ts';

export interface PairActDeps {
  readonly pairs: PairStore;
  readonly records: RecordStore;
  readonly conflicts: ConflictStore;
  readonly integrations: IntegrationStore;
  readonly connectors: Connectors;
  readonly parked: ParkedStore;
  readonly changes: ChangeQueue;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly hasher: Hasher;
  readonly context: (integrationId: string) => Promise<SyncContext | undefined>;
}

/** Who says it and why; `version`: of the pair that was shown. */
export interface Said {
  readonly actor: string;
  readonly reason: string;
  readonly version?: number;
}

/** Tries of one act against others who write the same pair. */
export const triesOfAct = 4;

export const movedMeanwhile: Refusal = {
  refused: 'stale',
  message: 'The pair changed while you looked at it.',
};

/** What people call one of our records or one of theirs. */
export const nameOf = ({ resourceType, side, recordId }: Omit<RecordPlace, 'integrationId'>): string =>
  `${resourceType.toLowerCase().replaceAll('_', ' ')} "${recordId}" ${side === 'local' ? 'here' : 'over there'}`;
