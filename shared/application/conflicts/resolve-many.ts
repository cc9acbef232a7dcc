import { isOpen } from '../../domain/conflict.ts';
import { mapConcurrently } from '../concurrency.ts';
import { isRefused, type Refusal } from '../refusal.ts';
import type { ConflictDeps } from './deps.ts';
import type { ConflictSearch } from './list-conflicts.ts';
import { putAside } from './put-aside.ts';
import { resolveConflict } from './resolve-conflict.ts';

export interface ManyChoices {
  readonly ids?: readonly string[];
  /** Used when no ids are given; open conflicts only. */
  readonly search?: ConflictSearch;
  readonly choice: 'LOCAL_WINS' | 'EXTERNAL_WINS' | 'IGNORE';
  readonly push: boolean;
  /** Count only. */
  readonly dryRun: boolean;
}

export interface ManyResults {
  /** How many the choice was or would be for; exact up to `countedAtMost`. */
  readonly matching: number;
  readonly results: readonly OneResult[];
  /** Not looked at in this call: call again. */
  readonly remaining: number;
}

/** `changed`: a side had moved on, the conflict is open with the new values. `refused`: see the message. */
export interface OneResult {
  readonly conflictId: string;
  readonly outcome: 'resolved' | 'ignored' | 'changed' | 'refused';
  readonly message?: string;
}

export const countedAtMost = 1000;
/** A vendor is asked once or twice per conflict: more would not fit into one request. */
export const decidedAtOnce = 50;
const sideBySide = 6;

/** One choice for many conflicts; each is decided on its own, with its own guards and its own result. */
export async function resolveMany(
  deps: ConflictDeps,
  request: ManyChoices,
  actor: string,
): Promise<ManyResults> {
  const ids = await idsOf(deps, request);
  if (request.dryRun) return { matching: ids.length, results: [], remaining: ids.length };
  const now = ids.slice(0, decidedAtOnce);
  const results = await mapConcurrently(now, sideBySide, (id) => decideOne(deps, id, request, actor));
  return { matching: ids.length, results, remaining: ids.length - now.length };
}

async function decideOne(
  deps: ConflictDeps,
  id: string,
  { choice, push }: ManyChoices,
  actor: string,
): Promise<OneResult> {
  if (choice === 'IGNORE') {
    const ignored = await putAside(deps, id, 'ignore', actor);
    return isRefused(ignored) ? refusedFor(id, ignored) : { conflictId: id, outcome: 'ignored' };
  }
  const resolved = await resolveConflict(deps, id, { strategy: choice, push }, actor);
  if (isRefused(resolved)) return refusedFor(id, resolved);
  const { waiting } = resolved;
  return {
    conflictId: id,
    outcome: 'resolved',
    ...(waiting === undefined ? {} : { message: `Not in the external system yet: ${waiting}` }),
  };
}

function refusedFor(conflictId: string, refusal: Refusal): OneResult {
  const outcome = refusal.refused === 'stale' ? 'changed' : 'refused';
  if ('message' in refusal) return { conflictId, outcome, message: refusal.message };
  const messages = 'errors' in refusal ? refusal.errors.map(({ message }) => message) : [];
  return { conflictId, outcome, message: messages.join(' ') };
}

/** The conflicts meant, oldest first, so that calling again goes on behind the ones that are done. */
async function idsOf(deps: ConflictDeps, { ids, search }: ManyChoices): Promise<readonly string[]> {
  if (ids !== undefined) return [...new Set(ids)].slice(0, countedAtMost);
  const { integrationId, status = 'PENDING', ...filter } = search ?? {};
  const all = integrationId === undefined ? await deps.integrations.list({}) : [{ id: integrationId }];
  const scope = all.map(({ id }) => id);
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await deps.conflicts.list(
      scope,
      { ...filter, status },
      { limit: 200, ...(cursor === undefined ? {} : { cursor }) },
    );
    found.push(...page.items.filter(isOpen).map(({ id }) => id));
    cursor = page.cursor;
  } while (cursor !== undefined && found.length < countedAtMost);
  return found.slice(0, countedAtMost).reverse();
}
