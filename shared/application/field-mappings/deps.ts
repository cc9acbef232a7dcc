import type { SignInDeps } from '../credentials/deps.ts';
import type {
  AuditStore,
  Clock,
  Connectors,
  Expressions,
  FieldMappingStore,
  Ids,
  IntegrationStore,
  PairStore,
  RecordStore,
  SecretStore,
} from '../ports.ts';
import type { UnknownValueStore, WaitingStore } from './ports.ts';

/** What an admin's acts on field mappings need. */
export interface FieldMappingDeps extends SignInDeps {
  readonly integrations: IntegrationStore;
  readonly fieldMappings: FieldMappingStore;
  readonly unknownValues: UnknownValueStore;
  readonly waiting: WaitingStore;
  readonly pairs: PairStore;
  readonly records: Pick<RecordStore, 'getMany'>;
  readonly secrets: SecretStore;
  readonly connectors: Connectors;
  readonly expressions: Expressions;
  readonly audit: AuditStore;
  readonly clock: Clock;
  readonly ids: Ids;
}
