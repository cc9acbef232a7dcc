import { type ConflictResolution, isOpen, nextConflict } from '../../domain/conflict.ts';
import type { Refusal } from '../refusal.ts';
import { actEntry, type ConflictDeps, unknownConflict } from './deps.ts';
import { movedOn } from './moved-on.ts';

const acts = {
  ignore: { status: 'IGNORED', what: 'ignored', action: 'conflict.ignored' },
  'take-up': { status: 'PENDING', what: 'taken-up', action: 'conflict.taken-up' },
} as const;

/**
 * `ignore`: the conflict asks nobody any more until one of its values changes. `take-up`: it waits for a decision
 * again. What is in that state already stays as it is.
 */
export async function putAside(
  deps: Pick<ConflictDeps, 'conflicts' | 'clock' | 'hasher'>,
  id: string,
  act: keyof typeof acts,
  actor: string,
  version?: number,
): Promise<{ readonly conflict: ConflictResolution } | Refusal> {
  const shown = await deps.conflicts.get(id);
  if (shown === undefined) return unknownConflict(id);
  const { status, what, action } = acts[act];
  if (shown.status === status) return { conflict: shown };
  if (!isOpen(shown) || (version !== undefined && version !== shown.version))
    return movedOn(undefined, shown);
  const at = deps.clock.now();
  const conflict = nextConflict({ ...shown, status }, { at, what, by: actor });
  const entry = {
    ...{ at, actor, action, subject: id },
    before: { status: shown.status },
    after: { status },
  };
  const answer = await deps.conflicts.act(conflict, actEntry(deps, entry, conflict.version));
  return answer === 'written' ? { conflict } : movedOn(undefined, await deps.conflicts.get(id));
}
