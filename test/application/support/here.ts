import { type FailedMessage, processChanges } from '../../../shared/application/sync/process-changes.ts';
import { publishChanges } from '../../../shared/application/sync/publish-changes.ts';
import type { Change } from '../../../shared/domain/change.ts';
import { type Actor, type BritePoolRecord, draft, revise } from '../../../shared/domain/record.ts';
import type { ResourceType } from '../../../shared/domain/resources.ts';
import type { SyncLog } from '../../../shared/domain/sync-log.ts';
import type { Fields } from '../../../shared/domain/values.ts';
import { message, type World } from './world.ts';

export const ada: Actor = { kind: 'britepool', id: 'ada' };

/** Somebody at BritePool makes a record, or changes one. */
export async function write(
  { deps, memory, clock }: World,
  id: string,
  fields: Fields,
  more: Partial<BritePoolRecord> = {},
  resourceType: ResourceType = 'TASK',
): Promise<BritePoolRecord> {
  const known = memory.records.get(JSON.stringify([resourceType, id]));
  const how = { at: clock.now(), by: ada };
  const next = known === undefined ? draft({ resourceType, id }, fields, how) : revise(known, fields, how);
  const record = { ...next, ...more };
  if ((await deps.records.put(record)) !== 'written') throw new Error('Somebody else wrote the record.');
  return record;
}

/** Somebody at BritePool deletes a record. */
export async function erase({ deps, memory }: World, id: string): Promise<void> {
  const record = memory.records.get(JSON.stringify(['TASK', id]));
  if (record === undefined) throw new Error(`There is no record ${id}.`);
  await deps.records.remove('TASK', id, record.version);
}

/** What our record is now. */
export const ours = ({ memory }: World, id: string): BritePoolRecord | undefined =>
  memory.records.get(JSON.stringify(['TASK', id]));

const told = new WeakMap<World, number>();

/** The stream tells of every write since it last did; answers the changes that wait on the queue. */
export async function publish(world: World): Promise<readonly Change[]> {
  const from = told.get(world) ?? 0;
  const at = world.clock.now();
  const events = world.memory.recordEvents.slice(from).map((event) => ({ ...event, at }));
  told.set(world, world.memory.recordEvents.length);
  await publishChanges(world.deps, events);
  return world.changes.takeAll();
}

/** Works until nothing is told any more; what has to come back comes back at once. Answers the rounds it took. */
export async function settle(world: World, atMost = 12): Promise<number> {
  for (let round = 0; round < atMost; round++) {
    const changes = await publish(world);
    if (changes.length === 0) return round;
    await work(world, changes);
  }
  throw new Error(`The sync did not come to rest in ${atMost} rounds.`);
}

/** Processes the changes; answers what is to come back later. */
export async function work(world: World, changes: readonly Change[]): Promise<readonly FailedMessage[]> {
  return processChanges(
    world.deps,
    changes.map((change) => message(change)),
  );
}

/** The newest entry of the record. */
export async function lastEntry({ deps }: World, id: string): Promise<SyncLog | undefined> {
  return (await deps.logs.ofRecord('TASK', id, { limit: 1 })).items[0];
}

/** Every entry of the record, oldest first. */
export async function story({ deps }: World, id: string): Promise<readonly SyncLog[]> {
  return (await deps.logs.ofRecord('TASK', id, { limit: 100 })).items.toReversed();
}
