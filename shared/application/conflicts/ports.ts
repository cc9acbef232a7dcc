import type { ConflictResolution } from '../../domain/conflict.ts';
import type { ConflictStatus } from '../../domain/integration.ts';
import type { ResourceType } from '../../domain/resources.ts';
import type { AuditEntry, Listing, PageRequest } from '../port-values.ts';

export interface ConflictFilter {
  readonly status?: ConflictStatus;
  readonly resourceType?: ResourceType;
}
export interface ConflictStore {
  get(id: string): Promise<ConflictResolution | undefined>;
  getMany(ids: readonly string[]): Promise<readonly ConflictResolution[]>;
  /** Of these integrations together, newest first. A rare filter may end a page early, with a cursor to go on. */
  list(
    integrationIds: readonly string[],
    filter: ConflictFilter,
    page: PageRequest,
  ): Promise<Listing<ConflictResolution>>;
  /**
   * Writes the conflict if the stored one has `conflict.version - 1`. Opening one that exists already at version 1
   * answers `written`: a repeated look opens the same conflict.
   */
  put(conflict: ConflictResolution): Promise<'written' | 'stale'>;
  /** Writes a person's act on the conflict and its audit entry: both, or neither when the version has moved on. */
  act(conflict: ConflictResolution, entry: AuditEntry): Promise<'written' | 'stale'>;
  /** Answers how many there were. */
  removeAll(integrationId: string): Promise<number>;
}
