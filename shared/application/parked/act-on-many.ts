import { mapConcurrently } from '../concurrency.ts';
import { sendAgain } from '../holding/release.ts';
import { recordAct } from '../integrations/audit.ts';
import type { Listing, ParkedItem, ParkedPlace } from '../ports.ts';
import type { Refusal } from '../refusal.ts';
import { type ParkedDeps, queueFull, unknownItem } from './deps.ts';
import { giveUp } from './drop.ts';
import { listPlaces, type ParkedSearch } from './list-parked.ts';
import { whyNotNow } from './retry-now.ts';

export interface ManyItems {
  readonly ids?: readonly string[];
  /** Used without ids; the cause has to be named. */
  readonly search?: ParkedSearch & { readonly causeKey: string };
  readonly act: 'retry' | 'drop';
  /** Why they are dropped. */
  readonly reason?: string;
  /** Where the call before ended. */
  readonly cursor?: string;
}

export interface ManyDone {
  readonly results: readonly ItemResult[];
  /** How many more there are; a lower bound beyond 1,000. */
  readonly remaining: number;
  /** Send it with the next call; absent when all is done. */
  readonly cursor?: string;
}

export interface ItemResult {
  readonly id: string;
  readonly outcome: 'retried' | 'dropped' | 'refused';
  readonly message?: string;
}

/** What fits into one request. */
export const actedOnAtOnce = 100;
const sideBySide = 10;

/** One act for many items, so many a call; each that is refused says why, the others go on. */
export async function actOnMany(deps: ParkedDeps, request: ManyItems, actor: string): Promise<ManyDone> {
  const { ids, remaining, cursor } = await wanted(deps, request);
  const found = new Map((await deps.parked.getMany(ids)).map((item) => [item.id, item]));
  const gone = ids.filter((id) => !found.has(id)).map((id) => refused(id, unknownItem(id)));
  const items = [...found.values()];
  const { act, reason = '' } = request;
  const done = act === 'drop' ? await dropAll(deps, items, reason, actor) : await retryAll(deps, items);
  if (items.length > 0)
    await recordAct(
      deps,
      actor,
      act === 'drop' ? 'parked.many-dropped' : 'parked.many-retried',
      request.search?.causeKey ?? 'parked',
      null,
      { ids: items.map(({ id }) => id), ...(act === 'drop' ? { reason } : {}) },
    );
  return { results: [...done, ...gone], remaining, ...(cursor === undefined ? {} : { cursor }) };
}

async function dropAll(
  deps: ParkedDeps,
  items: readonly ParkedItem[],
  reason: string,
  actor: string,
): Promise<readonly ItemResult[]> {
  return mapConcurrently(items, sideBySide, async (item) => {
    await giveUp(deps, item, reason, actor);
    return { id: item.id, outcome: 'dropped' };
  });
}

async function retryAll(deps: ParkedDeps, items: readonly ParkedItem[]): Promise<readonly ItemResult[]> {
  const checked = await mapConcurrently(items, sideBySide, async (item) => ({
    item,
    refusal: await whyNotNow(deps, item),
  }));
  const free = checked.filter(({ refusal }) => refusal === undefined).map(({ item }) => item);
  const sent = free.length === 0 ? 'accepted' : await sendAgain(deps, free);
  return checked.map(({ item: { id }, refusal }) => {
    if (refusal !== undefined) return refused(id, refusal);
    return sent === 'accepted' ? { id, outcome: 'retried' } : refused(id, queueFull);
  });
}

const refused = (id: string, refusal: Refusal): ItemResult => ({
  ...{ id, outcome: 'refused' },
  ...('message' in refusal ? { message: refusal.message } : {}),
});

/** The next items meant. A place in the list, not a count, says where to go on: retried items stay in it. */
async function wanted(deps: ParkedDeps, { ids, search, cursor }: ManyItems) {
  if (ids !== undefined) {
    const all = [...new Set(ids)];
    return { ids: all.slice(0, actedOnAtOnce), remaining: Math.max(0, all.length - actedOnAtOnce) };
  }
  if (search === undefined) return { ids: [], remaining: 0 };
  const at = cursor === undefined ? {} : { cursor };
  const now = await listPlaces(deps, search, { limit: actedOnAtOnce, ...at });
  const rest: Listing<ParkedPlace> =
    now.cursor === undefined
      ? { items: [] }
      : await listPlaces(deps, search, { limit: 1000, cursor: now.cursor });
  const next = rest.items.length === 0 ? rest.cursor : now.cursor;
  return {
    ids: now.items.map(({ id }) => id),
    remaining: rest.items.length,
    ...(next === undefined ? {} : { cursor: next }),
  };
}
