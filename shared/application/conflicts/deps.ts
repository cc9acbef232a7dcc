import type { AuditEntry, ConflictStore, IntegrationStore, ParkedStore } from '../ports.ts';
import type { Refusal } from '../refusal.ts';
import type { SyncContext } from '../sync/context.ts';
import type { SyncDeps } from '../sync/sync-pairs.ts';

/** What people's acts on conflicts need: all that a look at a pair needs, and where a decision waits its turn. */
export interface ConflictDeps extends SyncDeps {
  readonly conflicts: ConflictStore;
  readonly integrations: IntegrationStore;
  readonly parked: ParkedStore;
  readonly context: (integrationId: string) => Promise<SyncContext | undefined>;
}

/** The same act has the same entry, however often it is repeated. */
export const actEntry = (
  deps: Pick<ConflictDeps, 'hasher'>,
  entry: Omit<AuditEntry, 'id'>,
  version: number,
): AuditEntry => ({
  ...entry,
  id: `audit_${deps.hasher.hash(`${entry.subject} ${version}`).slice(0, 24)}`,
});

export const unknownConflict = (id: string): Refusal => ({
  refused: 'not-found',
  message: `There is no conflict "${id}".`,
});
