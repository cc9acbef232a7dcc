import { type Actor, type BritePoolRecord, draft, revise } from '../../domain/record.ts';
import type { ResourceType } from '../../domain/resources.ts';
import { type Fields, fieldValue, sameValue } from '../../domain/values.ts';
import type { Clock, RecordStore } from '../ports.ts';
import type { Refusal } from '../refusal.ts';
import { checkFields } from './check-fields.ts';

export interface RecordWrite {
  readonly fields: Fields;
  readonly externalSyncEnabled?: boolean;
  readonly version?: number;
}

interface WriteDeps {
  readonly records: RecordStore;
  readonly clock: Clock;
}
type Written = { readonly record: BritePoolRecord } | Refusal;

const tries = 5;

/**
 * Creates a record or changes the fields given. Values are checked against the kind of each field; a write that
 * changes nothing is answered without one. Who names a version is refused when the record has moved on; who names none
 * means these fields whatever else was written meanwhile, e.g. by the sync.
 */
export async function writeRecord(
  deps: WriteDeps,
  type: ResourceType,
  id: string,
  write: RecordWrite,
  by: Actor,
): Promise<Written> {
  for (let left = tries; ; left--) {
    const answer = await tryToWrite(deps, type, id, write, by);
    const lostRace = 'refused' in answer && answer.refused === 'stale' && write.version === undefined;
    if (!lostRace || left <= 1) return answer;
  }
}

async function tryToWrite(
  deps: WriteDeps,
  type: ResourceType,
  id: string,
  write: RecordWrite,
  by: Actor,
): Promise<Written> {
  const current = await deps.records.get(type, id);
  const checked = checkFields(type, write.fields, current?.fields ?? {});
  if ('errors' in checked) return { refused: 'invalid', errors: checked.errors };
  const given = checked.fields;
  if (write.version !== undefined && write.version !== (current?.version ?? 0)) return movedOn(current);
  const at = deps.clock.now();
  const changes = Object.fromEntries(
    Object.entries(given).filter(
      ([field, value]) => !sameValue(value, fieldValue(current?.fields ?? {}, field)),
    ),
  );
  const enabled = write.externalSyncEnabled ?? current?.externalSyncEnabled ?? true;
  if (current !== undefined && Object.keys(changes).length === 0 && enabled === current.externalSyncEnabled) {
    return { record: current };
  }
  const next =
    current === undefined
      ? draft({ resourceType: type, id }, changes, { at, by })
      : revise(current, changes, { at, by });
  const record = { ...next, externalSyncEnabled: enabled };
  return (await deps.records.put(record)) === 'written' ? { record } : movedOn(current);
}

const movedOn = (current: BritePoolRecord | undefined): Refusal => ({
  refused: 'stale',
  message: `The record was changed meanwhile (version ${current?.version ?? 0} was read). Load it again, then repeat your change.`,
});
