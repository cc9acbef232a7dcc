import type fc from 'fast-check';
import { loadWork } from '../../../shared/application/sync/context.ts';
import { type ProcessDeps, processChanges } from '../../../shared/application/sync/process-changes.ts';
import { type Change, groupOf } from '../../../shared/domain/change.ts';
import type { ExternalSystem } from '../../../shared/domain/external.ts';
import type { FieldValue } from '../../../shared/domain/values.ts';
import { message, type World } from '../../application/support/world.ts';

type Scheduler = Pick<fc.Scheduler, 'schedule' | 'waitFor'>;
type Call = (...args: readonly unknown[]) => unknown;
type Around = (name: string, args: readonly unknown[], call: () => unknown) => Promise<unknown>;

const isCall = (value: unknown): value is Call => typeof value === 'function';
const atOnce = ['clock', 'may'];

/** The same object with something done around each of its calls. */
function wrapped<Port extends object>(port: Port, around: Around): Port {
  return new Proxy(port, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (!isCall(value)) return value;
      const call = (args: readonly unknown[]) => value.apply(target, [...args]);
      return atOnce.includes(String(name))
        ? (...args: readonly unknown[]) => call(args)
        : (...args: readonly unknown[]) => around(String(name), args, () => call(args));
    },
  });
}

/**
 * Notes what an update writes over without the worker having seen it: typed over there after it had read the record.
 * No vendor takes a condition with a write, so no engine can keep such a value.
 */
function noting(world: World, system: ExternalSystem, unseen: FieldValue[]): ExternalSystem {
  const stored = (id: unknown) => (typeof id === 'string' ? world.vendor.records.get(id)?.data : undefined);
  const seen = new Map<unknown, ReturnType<typeof stored>>();
  return wrapped(system, async (name, [_stream, id, data], call) => {
    if (name === 'get') seen.set(id, stored(id));
    if (name === 'update')
      for (const field of Object.keys(data ?? {}))
        if (stored(id)?.[field] !== seen.get(id)?.[field]) unseen.push(stored(id)?.[field] ?? null);
    return call();
  });
}

/** A worker of its own: every read and write of its is one step among those of the others. */
function workerDeps(world: World, scheduler: Scheduler, unseen: FieldValue[]): ProcessDeps {
  const { deps } = world;
  const slow = <Port extends object>(port: Port) =>
    wrapped(port, async (name, _args, call) => {
      await scheduler.schedule(Promise.resolve(), name);
      return call();
    });
  const connect: typeof deps.connectors.connect = async (...args) =>
    slow(noting(world, await deps.connectors.connect(...args), unseen));
  return {
    ...deps,
    records: slow(deps.records),
    pairs: slow(deps.pairs),
    conflicts: slow(deps.conflicts),
    logs: slow(deps.logs),
    parked: slow(deps.parked),
    reviews: slow(deps.reviews),
    context: (id) => loadWork({ ...deps, connectors: { ...deps.connectors, connect } }, id),
  };
}

/**
 * Gives every group of messages to a worker of its own, as the queue may, lets them all run at once, and `meanwhile`
 * too. Answers the changes that have to come back, and the values nobody could save.
 */
export async function workAtOnce(
  world: World,
  scheduler: Scheduler,
  changes: readonly Change[],
  meanwhile: readonly (() => Promise<void>)[],
): Promise<{ readonly left: readonly Change[]; readonly unseen: readonly FieldValue[] }> {
  const unseen: FieldValue[] = [];
  const groups = [...Map.groupBy(changes, groupOf).values()];
  const workers = groups.map(async (group) => {
    const messages = group.map((change) => message(change));
    const failed = await processChanges(workerDeps(world, scheduler, unseen), messages);
    const back = new Set(failed.map(({ messageId }) => messageId));
    return messages.filter(({ messageId }) => back.has(messageId)).map(({ change }) => change);
  });
  const others = meanwhile.map(async (act) => {
    await scheduler.schedule(Promise.resolve(), 'a person');
    await act();
  });
  const [left] = await scheduler.waitFor(Promise.all([Promise.all(workers), Promise.all(others)]));
  return { left: left.flat(), unseen };
}
