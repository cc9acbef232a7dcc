import { recordAct } from '../integrations/audit.ts';
import type { ParkedItem } from '../ports.ts';
import type { Refusal } from '../refusal.ts';
import { decidedEntry, entryOf, type ParkedDeps, unknownItem } from './deps.ts';

/**
 * An admin gives a change up: it is not tried again, and its entry says who decided that and why. The records stay as
 * they are; a later change of either, or a whole run, looks at them anew. Dropping twice changes nothing.
 */
export async function dropItem(
  deps: ParkedDeps,
  id: string,
  reason: string,
  actor: string,
): Promise<{ readonly dropped: true } | Refusal> {
  const item = await deps.parked.get(id);
  if (item === undefined) return (await wasDropped(deps, id)) ? { dropped: true } : unknownItem(id);
  await giveUp(deps, item, reason, actor);
  await recordAct(deps, actor, 'parked.dropped', id, { fault: item.fault.message }, { reason });
  return { dropped: true };
}

/** The entry first: a try that is under way sees it there, and a death before the item is gone leaves no riddle. */
export async function giveUp(
  deps: Pick<ParkedDeps, 'logs' | 'parked' | 'clock'>,
  item: ParkedItem,
  reason: string,
  actor: string,
): Promise<void> {
  const decision = { act: 'dropped', by: actor, at: deps.clock.now(), reason } as const;
  await deps.logs.put([decidedEntry(await entryOf(deps, item), decision)]);
  await deps.parked.remove(item.id);
}

/** The id of an item that failed holds the id of its entry. */
async function wasDropped({ logs }: Pick<ParkedDeps, 'logs'>, id: string): Promise<boolean> {
  const told = await logs.get(id.slice(id.indexOf(':') + 1));
  return told?.decided?.act === 'dropped';
}
