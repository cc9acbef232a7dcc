import type { RaiseDeps } from '../alerts/raise-alert.ts';
import type { WakingDeps } from '../field-mappings/waking-pairs.ts';
import type {
  ChangeQueue,
  CheckpointStore,
  Connectors,
  JobQueue,
  JobStore,
  Logger,
  SweepStore,
} from '../ports.ts';
import type { ContextDeps } from '../sync/context.ts';
import type { TroubleDeps } from '../sync/integration-trouble.ts';
import type { SyncDeps } from '../sync/sync-pairs.ts';

export interface RunDeps extends SyncDeps, ContextDeps, TroubleDeps, RaiseDeps, WakingDeps {
  readonly jobs: JobStore;
  readonly jobQueue: JobQueue;
  readonly checkpoints: CheckpointStore;
  readonly changes: ChangeQueue;
  readonly connectors: Connectors;
  readonly sweeps: SweepStore;
  readonly logger: Logger;
}
