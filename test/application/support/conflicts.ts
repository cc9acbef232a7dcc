import { type Resolution, resolveConflict } from '../../../shared/application/conflicts/resolve-conflict.ts';
import { processChanges } from '../../../shared/application/sync/process-changes.ts';
import type { ConflictResolution } from '../../../shared/domain/conflict.ts';
import type { FieldMapping } from '../../../shared/domain/field-mapping.ts';
import type { Integration } from '../../../shared/domain/integration.ts';
import { type BritePoolRecord, revise } from '../../../shared/domain/record.ts';
import type { Fields } from '../../../shared/domain/values.ts';
import { connectedWorld, hint, message, type World } from './world.ts';

export interface Clashing {
  readonly world: World;
  /** The one pair's records and conflict as they are now. */
  readonly record: () => BritePoolRecord;
  readonly external: () => Fields;
  readonly conflict: () => ConflictResolution;
  /** Somebody at BritePool changes the record. */
  readonly editHere: (fields: Fields) => Promise<void>;
  /** A webhook about the record arrives. */
  readonly hear: (key: string) => Promise<void>;
}

/** A task whose title both sides changed, `Oaks` here and `Limes` there; a person is to decide. */
export async function clashingWorld(
  more: Partial<Integration> = {},
  fields?: readonly FieldMapping[],
): Promise<Clashing> {
  const world = await connectedWorld({ conflictStrategy: 'MANUAL_REVIEW', ...more }, fields);
  const { memory, vendor, deps } = world;
  const only = <Item>(items: Iterable<Item>): Item => {
    const [item] = items;
    if (item === undefined) throw new Error('There is none.');
    return item;
  };
  const record = () => only(memory.records.values());
  const hear = async (key: string) => {
    await processChanges(deps, [message(hint('tasks-1', key))]);
  };
  const editHere = async (changes: Fields) => {
    world.clock.pass(60);
    await deps.records.put(
      revise(record(), changes, { at: world.clock.now(), by: { kind: 'britepool', id: 'mia' } }),
    );
  };
  vendor.edit('tasks-1', { name: 'Plant', notes: 'north side' });
  await hear('d1');
  await editHere({ title: 'Oaks' });
  vendor.edit('tasks-1', { name: 'Limes' });
  await hear('d2');
  return {
    ...{ world, record, editHere, hear },
    external: () => vendor.records.get('tasks-1')?.data ?? {},
    conflict: () => only(memory.conflicts.values()),
  };
}

export const resolve = ({ world, conflict }: Clashing, resolution: Partial<Resolution>, actor = 'ada') =>
  resolveConflict(world.deps, conflict().id, { strategy: 'CUSTOM_MERGE', push: true, ...resolution }, actor);
export const titles = ({ record, external }: Clashing) => [record().fields.title, external().name];
export const mapping = ({ world }: Clashing) => [...world.memory.mappings.values()][0];
export const entryOf = ({ world }: Clashing) =>
  [...world.memory.logs.values()].find(({ changes }) =>
    changes.some(({ rule }) => rule.startsWith('ada decided')),
  );
