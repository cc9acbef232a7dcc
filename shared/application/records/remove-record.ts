import type { ResourceType } from '../../domain/resources.ts';
import type { RecordStore } from '../ports.ts';
import type { Refusal } from '../refusal.ts';

const tries = 5;

/** Deletes a record, whatever is written to it meanwhile, e.g. by the sync: who deletes it means the record. */
export async function removeRecord(
  { records }: { readonly records: Pick<RecordStore, 'get' | 'remove'> },
  type: ResourceType,
  id: string,
): Promise<'removed' | Refusal> {
  for (let left = tries; left > 0; left--) {
    const current = await records.get(type, id);
    if (current === undefined) return left < tries ? 'removed' : noRecord(type, id);
    if ((await records.remove(type, id, current.version)) === 'removed') return 'removed';
  }
  return {
    refused: 'stale',
    message: 'The record kept being changed meanwhile. It is still there: delete it again in a moment.',
  };
}

export const noRecord = (type: ResourceType, id: string): Extract<Refusal, { refused: 'not-found' }> => ({
  refused: 'not-found',
  message: `There is no ${type.toLowerCase()} "${id}".`,
});
