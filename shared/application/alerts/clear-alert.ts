import type { AlertCause } from '../../domain/alert.ts';
import { type TellDeps, tell } from './tell.ts';

const tries = 5;

/**
 * Ends the open alert of this cause, if there is one, and tells the admins once that it is over. `sentence`: how it
 * ended. Throws after several lost races, so that the caller's own retry ends it.
 */
export async function clearAlert(
  deps: TellDeps,
  { sentence, ...cause }: AlertCause & { readonly sentence: string },
): Promise<'cleared' | 'none'> {
  for (let attempt = 0; attempt < tries; attempt++) {
    const known = await deps.alerts.open(cause);
    if (known === undefined) return 'none';
    const now = deps.clock.now();
    const { sentTo: _opening, failedDeliveries: _failed, ...kept } = known;
    const over = {
      ...kept,
      version: known.version + 1,
      ...{ resolvedAt: now, recovery: sentence, claimedAt: now },
    };
    if ((await deps.alerts.resolve(over)) === 'stale') continue;
    await tell(deps, over);
    return 'cleared';
  }
  throw new Error('The alert changes faster than it can be ended.');
}
