import type { WakingDeps } from '../field-mappings/waking-pairs.ts';
import type { OutageDeps } from '../outages/note-calls.ts';
import type {
  ChangeQueue,
  CheckpointStore,
  Connectors,
  JobQueue,
  JobStore,
  Logger,
  Metrics,
  SweepStore,
} from '../ports.ts';
import type { ContextDeps, RestDeps } from '../sync/context.ts';
import type { TroubleDeps } from '../sync/integration-trouble.ts';
import type { SyncDeps } from '../sync/sync-pairs.ts';

export interface RunDeps extends SyncDeps, ContextDeps, TroubleDeps, OutageDeps, RestDeps, WakingDeps {
  readonly jobs: JobStore;
  readonly jobQueue: JobQueue;
  readonly checkpoints: CheckpointStore;
  readonly changes: ChangeQueue;
  readonly connectors: Connectors;
  readonly sweeps: SweepStore;
  readonly logger: Logger;
  /** Absent where nobody counts. */
  readonly metrics?: Metrics | undefined;
}
