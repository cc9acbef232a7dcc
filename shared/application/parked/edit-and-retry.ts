import type { Fields } from '../../domain/values.ts';
import { sendAgain } from '../holding/release.ts';
import { recordAct } from '../integrations/audit.ts';
import type { ParkedItem, RecordStore } from '../ports.ts';
import { writeRecord } from '../records/write-record.ts';
import { isRefused, type Refusal } from '../refusal.ts';
import { type CheckDeps, checkGiven } from './check-given.ts';
import { decidedEntry, entryOf, type ParkedDeps, queueFull, unknownItem } from './deps.ts';
import { whyNotNow } from './retry-now.ts';

export interface EditDeps extends ParkedDeps, CheckDeps {
  readonly records: RecordStore;
}

export interface Edit {
  readonly values: Fields;
  /** The version of our record that was shown; needed where our record is written. */
  readonly version?: number;
}

/**
 * An admin mends what made a change fail, and it is tried at once. A change of ours that the other system refused: the
 * values are written to our record. A change over there that could not be taken over: the values stand in for what the
 * external record lacks or says unreadably, for this change only.
 */
export async function editAndRetry(
  deps: EditDeps,
  id: string,
  edit: Edit,
  actor: string,
): Promise<{ readonly retried: true } | Refusal> {
  const item = await deps.parked.get(id);
  if (item === undefined) return unknownItem(id);
  const refusal = (await whyNotNow(deps, item)) ?? whyNotEditable(item, edit);
  if (refusal !== undefined) return refusal;
  const edited =
    item.change.side === 'local'
      ? await editOurs(deps, item, edit, actor)
      : await editTheirs(deps, item, edit, actor);
  if (isRefused(edited)) return edited;
  const decision = { act: 'edited', by: actor, at: deps.clock.now() } as const;
  await deps.parked.put(edited);
  await deps.logs.put([decidedEntry(await entryOf(deps, edited), decision)]);
  const before = { fault: item.fault.message };
  await recordAct(deps, actor, 'parked.edited', id, before, { values: edit.values });
  return (await sendAgain(deps, [edited])) === 'unavailable' ? queueFull : { retried: true };
}

function whyNotEditable({ change }: ParkedItem, { values, version }: Edit): Refusal | undefined {
  if (change.kind === 'deleted') return invalid('/values', 'A deletion has no values to edit.');
  if (Object.keys(values).length === 0) return invalid('/values', 'Give at least one value.');
  return change.side === 'local' && version === undefined
    ? invalid('/version', 'Say which version of the record you saw.')
    : undefined;
}

const invalid = (pointer: string, message: string): Refusal => ({
  refused: 'invalid',
  errors: [{ pointer, message }],
});

async function editOurs(
  deps: EditDeps,
  item: ParkedItem,
  { values, version = 0 }: Edit,
  actor: string,
): Promise<ParkedItem | Refusal> {
  const { resourceType, recordId } = item.change;
  if ((await deps.records.get(resourceType, recordId)) === undefined)
    return { refused: 'stale', message: 'The record was deleted at BritePool; drop the change.' };
  const by = { kind: 'admin', id: actor } as const;
  const written = await writeRecord(deps, resourceType, recordId, { fields: values, version }, by);
  if (!isRefused(written)) return item;
  return written.refused === 'invalid' ? { ...written, errors: written.errors.map(named) } : written;
}

const named = ({ pointer, message }: { readonly pointer: string; readonly message: string }) => ({
  pointer: pointer.replace(/^\/fields\//, '/values/'),
  message,
});

async function editTheirs(
  deps: EditDeps,
  item: ParkedItem,
  { values }: Edit,
  actor: string,
): Promise<ParkedItem | Refusal> {
  const all = { ...item.change.given?.values, ...values };
  const checked = await checkGiven(deps, item.change, all);
  if (isRefused(checked)) return checked;
  return { ...item, change: { ...item.change, given: { by: actor, values: checked.values } } };
}
