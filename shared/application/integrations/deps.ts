import type { SignInDeps } from '../credentials/deps.ts';
import type { ReviewStore } from '../first-sync/ports.ts';
import type {
  AlertStore,
  AuditStore,
  CheckpointStore,
  Clock,
  ConflictStore,
  ConnectionStore,
  Connectors,
  DeleteApprovals,
  FieldMappingStore,
  Ids,
  IntegrationStore,
  JobQueue,
  JobStore,
  Logger,
  PairStore,
  Randomness,
  Schedules,
  SecretStore,
  UnknownValueStore,
  WaitingStore,
} from '../ports.ts';

/** What an admin's acts on an integration need. */
export interface AdminDeps extends SignInDeps {
  readonly integrations: IntegrationStore;
  readonly fieldMappings: FieldMappingStore;
  readonly pairs: PairStore;
  readonly conflicts: ConflictStore;
  readonly alerts: AlertStore;
  readonly approvals: DeleteApprovals;
  readonly reviews: ReviewStore;
  readonly jobs: JobStore;
  readonly jobQueue: JobQueue;
  readonly checkpoints: CheckpointStore;
  readonly waiting: WaitingStore;
  readonly unknownValues: UnknownValueStore;
  readonly secrets: SecretStore;
  readonly connections: ConnectionStore;
  readonly schedules: Schedules;
  readonly connectors: Connectors;
  readonly audit: AuditStore;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly randomness: Randomness;
  readonly logger: Logger;
  /** Origin under which vendors reach us, without a trailing slash. */
  readonly publicBaseUrl: string;
}
