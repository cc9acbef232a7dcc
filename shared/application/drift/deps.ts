import type { RaiseDeps } from '../alerts/raise-alert.ts';
import type {
  ChangeQueue,
  CheckpointStore,
  ConflictStore,
  Connectors,
  Expressions,
  Hasher,
  IntegrationStore,
  JobQueue,
  JobStore,
  Logger,
  LogStore,
  Metrics,
  ParkedStore,
  RecordStore,
  SweepStore,
} from '../ports.ts';
import type { ContextDeps, RestDeps } from '../sync/context.ts';
import type { KnowledgeDeps } from '../sync/knowledge.ts';
import type { DriftStore } from './ports.ts';

/** Everything here is read, but rounds, alerts and hints on the change queue: the meter never writes a record. */
export interface DriftDeps extends ContextDeps, RestDeps, RaiseDeps, KnowledgeDeps {
  readonly drift: DriftStore;
  readonly changes: Pick<ChangeQueue, 'send'>;
  readonly checkpoints: Pick<CheckpointStore, 'get'>;
  readonly conflicts: Pick<ConflictStore, 'getMany'>;
  readonly connectors: Connectors;
  readonly expressions: Expressions;
  readonly hasher: Hasher;
  readonly integrations: IntegrationStore;
  readonly jobs: Pick<JobStore, 'current'>;
  readonly jobQueue: JobQueue;
  readonly logger: Logger;
  /** Absent where nobody counts. */
  readonly metrics?: Metrics;
  readonly logs: Pick<LogStore, 'get' | 'ofRecord'>;
  readonly parked: Pick<ParkedStore, 'list'>;
  readonly records: Pick<RecordStore, 'getMany'>;
  readonly sweeps: SweepStore;
}
