import { runSlice } from '../../../shared/application/drift/run-slice.ts';
import { startRound } from '../../../shared/application/drift/start-round.ts';
import { processChanges } from '../../../shared/application/sync/process-changes.ts';
import type { DriftRound } from '../../../shared/domain/drift.ts';
import type { ExternalData } from '../../../shared/domain/external.ts';
import { faultOf } from '../../../shared/domain/fault.ts';
import type { Fields } from '../../../shared/domain/values.ts';
import { message, type World } from './world.ts';

/** Something changes the n-th record over there, and neither its time nor a webhook tells of it. */
export function plantThere({ vendor }: World, n: number, data: ExternalData): void {
  const known = vendor.records.get(`tasks-new-${n}`);
  if (known === undefined) throw new Error(`There is no record ${n}.`);
  vendor.records.set(known.id, { ...known, data: { ...known.data, ...data } });
}

/** Something changes our n-th record, and neither its version nor the stream tells of it. */
export function plantHere({ memory }: World, n: number, fields: Fields): void {
  const key = JSON.stringify(['TASK', `task-${n}`]);
  const known = memory.records.get(key);
  if (known === undefined) throw new Error(`There is no record ${n}.`);
  memory.records.set(key, { ...known, fields: { ...known.fields, ...fields } });
}

/** One slice; `false` when the process died in it. What waits for a moment waits for it. */
export async function slice(world: World, mayGoOn = () => true): Promise<boolean> {
  try {
    await runSlice(world.deps, 'int-1', mayGoOn);
    return true;
  } catch (error) {
    const { kind, retryAfterSeconds } = faultOf(error);
    if (kind !== 'rate-limited') return false;
    world.clock.pass(retryAfterSeconds ?? 60);
    return true;
  }
}

/** The sync looks at what it was asked to look at; what fails comes back. */
export async function lookAtHints(world: World): Promise<void> {
  let messages = world.changes.takeAll().map((change) => message(change));
  for (let tries = 0; messages.length > 0 && tries < 5; tries++) {
    const failed = await processChanges(world.deps, messages);
    messages = messages.filter(({ messageId }) => failed.some((each) => each.messageId === messageId));
  }
}

const mostSlices = 400;

/** Compares all pairs; after each slice the sync works, and `meanwhile` happens. Answers the round. */
export async function compare(
  world: World,
  meanwhile: (slices: number) => Promise<unknown> = async () => undefined,
  mayGoOn?: () => boolean,
): Promise<DriftRound> {
  const { deps } = world;
  const { outcome } = await startRound(deps, world.integration, 'ada');
  if (outcome === 'busy') throw new Error('A comparison is going on.');
  for (let slices = 1; slices <= mostSlices; slices++) {
    await slice(world, mayGoOn);
    world.jobQueue.takeAll();
    const round = await deps.drift.get('int-1');
    if (round?.endedAt !== undefined) return round;
    await meanwhile(slices);
    await lookAtHints(world);
  }
  throw new Error('The comparison does not come to its end.');
}
