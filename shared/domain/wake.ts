import type { IntegrationMapping } from './mapping.ts';
import type { BritePoolRecord } from './record.ts';
import type { SyncLog } from './sync-log.ts';
import type { Instant } from './values.ts';

/** A pair whose two records exist (again) and that may go on: nothing about it is deleted, awaited or resting. */
export interface Woken {
  readonly mapping: IntegrationMapping;
  readonly record: BritePoolRecord;
  /** The mapping remembered a deletion or a rest. */
  readonly woken: boolean;
  /** The sync had archived ours because theirs was deleted. */
  readonly unarchived: boolean;
}

export function wake(known: IntegrationMapping, stored: BritePoolRecord): Woken {
  const { parted, awaiting, resting, ...rest } = known;
  const { turns: _calm, ...rested } = rest;
  const mapping = resting === undefined ? rest : rested;
  if (parted === undefined && awaiting === undefined && resting === undefined)
    return { mapping: known, record: stored, woken: false, unarchived: false };
  const unarchived = parted?.how === 'archived' && stored.archivedAt !== undefined;
  if (!unarchived) return { mapping, record: stored, woken: true, unarchived };
  const { archivedAt: _over, ...record } = stored;
  return { mapping, record, woken: true, unarchived };
}

/** The entry of a pair whose archived record came back. */
export const withRestored = (log: SyncLog, archivedAt: Instant | null): SyncLog => ({
  ...log,
  outcome: 'applied',
  changes: [
    ...log.changes,
    {
      ...{ field: 'archivedAt', before: archivedAt, after: null, from: 'external' },
      rule: 'it came back in the external system',
    },
  ],
});
