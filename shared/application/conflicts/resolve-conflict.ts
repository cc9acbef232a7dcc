import { type ConflictResolution, isOpen, nextConflict } from '../../domain/conflict.ts';
import { type ConflictChoice, valuesChosen } from '../../domain/conflict-choice.ts';
import { type Fields, fieldValue, sameValue } from '../../domain/values.ts';
import type { ParkedItem } from '../ports.ts';
import { isRefused, type Refusal } from '../refusal.ts';
import { syncPairs } from '../sync/sync-pairs.ts';
import { carryOut, intention, lookFor } from './carry-out.ts';
import { chooseValues } from './choose-values.ts';
import { actEntry, type ConflictDeps, unknownConflict } from './deps.ts';
import { movedOn } from './moved-on.ts';
import { type ConflictPair, readPair, unreachable } from './read-pair.ts';

export interface Resolution extends ConflictChoice {
  /** The version of the conflict that was shown. */
  readonly version?: number;
}

export interface Resolved {
  readonly conflict: ConflictResolution;
  /** Our record holds the values decided. */
  readonly updated: boolean;
  /** Both sides hold them. */
  readonly syncedToExternal: boolean;
  /** Why the external system does not have them yet. */
  readonly waiting?: string;
}

/**
 * Decides a conflict. Both sides are read again first: when either has moved on since the conflict was shown, it is
 * open again with the new values and nothing is overwritten. The decision itself is one conditional write; carrying
 * it out can be repeated by anybody, so a repeated call and a death in between end in the same state.
 */
export async function resolveConflict(
  deps: ConflictDeps,
  id: string,
  resolution: Resolution,
  actor: string,
): Promise<Resolved | Refusal> {
  const shown = await deps.conflicts.get(id);
  if (shown === undefined) return unknownConflict(id);
  if (shown.status === 'RESOLVED') return repeat(deps, shown, resolution);
  const current = resolution.version === undefined || resolution.version === shown.version;
  if (!isOpen(shown) || !current) return movedOn(asItWas(shown, resolution.version), shown);
  const pair = await readPair(deps, shown);
  if (isRefused(pair)) return pair;
  const chosen = await chooseValues(deps, pair, shown, resolution);
  if ('refused' in chosen) return chosen;
  const moved = await lookAgain(deps, pair, shown);
  if (moved !== undefined) return moved;
  return decide(deps, pair, shown, { ...resolution, values: chosen.values }, actor);
}

/** The values that the caller saw, as far as the conflict's history still knows them. */
function asItWas(conflict: ConflictResolution, version: number | undefined): ConflictResolution {
  const seen = conflict.history.at((version ?? conflict.version) - 1 - conflict.version);
  if (seen === undefined || version === conflict.version) return conflict;
  const fields = conflict.fields.flatMap((field) => {
    const then = seen.values.find((item) => item.field === field.field);
    if (then === undefined) return [];
    return [{ ...field, local: { value: then.local }, external: { value: then.external } }];
  });
  return { ...conflict, fields };
}

/** One ordinary look at the pair: it opens the conflict anew or closes it when the values have changed. */
async function lookAgain(
  deps: ConflictDeps,
  { context, mapping, external }: ConflictPair,
  shown: ConflictResolution,
): Promise<Refusal | undefined> {
  const look = { conflict: shown, stream: mapping.stream, at: deps.clock.now() };
  const change = lookFor(deps.hasher, look, 'poll');
  const [ending] = await syncPairs(deps, context, [{ change, external, mapping }]);
  if (ending !== undefined && 'fault' in ending) return unreachable(context, new Error(ending.fault.message));
  const [now, after] = await Promise.all([deps.conflicts.get(shown.id), deps.pairs.byExternalId(shown)]);
  if (now?.version !== shown.version) return movedOn(shown, now);
  if (after?.conflictId === shown.id) return undefined;
  return movedOn(shown, await close(deps, shown));
}

/** A conflict that its pair does not name was opened by a look that died: there is nothing to decide. */
async function close(deps: ConflictDeps, conflict: ConflictResolution): Promise<ConflictResolution> {
  const at = deps.clock.now();
  const closed = nextConflict(
    { ...conflict, status: 'AUTO_RESOLVED', resolvedAt: at },
    { at, what: 'auto-resolved' },
  );
  await deps.conflicts.put(closed);
  return closed;
}

async function decide(
  deps: ConflictDeps,
  pair: ConflictPair,
  shown: ConflictResolution,
  { strategy, values, push }: { strategy: Resolution['strategy']; values: Fields; push: boolean },
  actor: string,
): Promise<Resolved | Refusal> {
  const at = deps.clock.now();
  const decided = nextConflict(
    {
      ...shown,
      status: 'RESOLVED',
      resolution: {
        strategy,
        values,
        pushed: push && pair.context.system.may(pair.mapping.stream, 'update'),
      },
      resolvedAt: at,
      resolvedBy: actor,
    },
    { at, what: 'resolved', by: actor },
  );
  const item = intentionFor(deps, decided, pair.mapping.stream);
  await deps.parked.put(item);
  const entry = actEntry(
    deps,
    {
      ...{ at, actor, action: 'conflict.resolved', subject: shown.id },
      before: { local: sideOf(shown, 'local'), external: sideOf(shown, 'external') },
      after: { strategy, values, pushToExternal: push },
    },
    decided.version,
  );
  if ((await deps.conflicts.act(decided, entry)) === 'stale') {
    await deps.parked.remove(item.id);
    return movedOn(shown, await deps.conflicts.get(shown.id));
  }
  return report(deps, decided, await carryOut(deps, pair, decided, item));
}

const intentionFor = (deps: ConflictDeps, decided: ConflictResolution, stream: string): ParkedItem =>
  intention(
    deps,
    lookFor(
      deps.hasher,
      { conflict: decided, stream, at: decided.resolvedAt ?? decided.updatedAt },
      'manual',
    ),
  );

const sideOf = ({ fields }: ConflictResolution, side: 'local' | 'external'): Fields =>
  Object.fromEntries(fields.map((field) => [field.field, field[side].value]));

/** The same decision again is carried out to its end, if it was not; another one comes too late. */
async function repeat(
  deps: ConflictDeps,
  known: ConflictResolution,
  resolution: Resolution,
): Promise<Resolved | Refusal> {
  const chosen = valuesChosen(known, resolution);
  const same = 'values' in chosen && sameValue(chosen.values, known.resolution?.values ?? {});
  if (!same || known.resolution?.strategy !== resolution.strategy) return movedOn(known, known);
  const mapping = await deps.pairs.byExternalId(known);
  if (mapping?.conflictId !== known.id) return report(deps, known, undefined);
  const pair = await readPair(deps, known);
  if (isRefused(pair)) return pair;
  const item = intentionFor(deps, known, mapping.stream);
  const fault = await carryOut(deps, pair, known, item);
  return report(deps, known, fault);
}

/** What became of the decision, told from what is stored now. */
async function report(
  deps: ConflictDeps,
  decided: ConflictResolution,
  fault: { readonly message: string } | undefined,
): Promise<Resolved | Refusal> {
  const [now, mapping, record] = await Promise.all([
    deps.conflicts.get(decided.id),
    deps.pairs.byExternalId(decided),
    deps.records.get(decided.resourceType, decided.resourceId),
  ]);
  if (now?.version !== decided.version) return movedOn(decided, now);
  const values = decided.resolution?.values ?? {};
  const settled = mapping !== undefined && mapping.conflictId !== decided.id;
  const fields = Object.keys(values);
  return {
    conflict: now,
    updated: fields.every((field) =>
      sameValue(fieldValue(record?.fields ?? {}, field), fieldValue(values, field)),
    ),
    syncedToExternal: settled && fields.every((field) => mapping.base[field]?.external === undefined),
    ...(fault === undefined ? {} : { waiting: fault.message }),
  };
}
