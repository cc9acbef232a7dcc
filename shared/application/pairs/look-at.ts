import type { Change } from '../../domain/change.ts';
import { logIdFor } from '../../domain/log-id.ts';
import { intention } from '../conflicts/carry-out.ts';
import type { ParkedItem } from '../ports.ts';
import type { PairActDeps } from './deps.ts';

type Deps = Pick<PairActDeps, 'clock' | 'hasher' | 'parked' | 'changes'>;

export type Look = Pick<
  Change,
  'integrationId' | 'resourceType' | 'stream' | 'side' | 'recordId' | 'kind' | 'receivedAt' | 'deliveryKey'
>;

/** A look at a record that an admin asked for. The same look has the same entry. */
export const changeOf = ({ hasher }: Pick<Deps, 'hasher'>, look: Look): Change => ({
  schemaVersion: 1,
  ...look,
  cause: 'manual',
  logId: logIdFor(look, (text) => hasher.hash(text)),
});

/** Looks that are put aside before an act is stored, so that they happen even if this process dies after it. */
export async function intend(deps: Deps, looks: readonly Look[]): Promise<readonly ParkedItem[]> {
  const items = looks.map((look) => intention(deps, changeOf(deps, look)));
  for (const item of items) await deps.parked.put(item);
  return items;
}

export async function dropIntended({ parked }: Deps, items: readonly ParkedItem[]): Promise<void> {
  for (const { id } of items) await parked.remove(id);
}

/** Hands the looks to the workers now; a queue that does not take them leaves them where they are retried from. */
export async function handOver(deps: Deps, items: readonly ParkedItem[]): Promise<void> {
  if (items.length > 0 && (await deps.changes.send(items.map(({ change }) => change))) === 'accepted')
    await dropIntended(deps, items);
}
