import { restStep } from './bounce.ts';
import { addSeconds } from './dates.ts';
import { createStep } from './decide-create.ts';
import { decideGoneHere } from './decide-deletion.ts';
import { hasUnseenEdit, restoreStep } from './decide-restore.ts';
import { updateStep } from './decide-update.ts';
import type { Fault } from './fault.ts';
import { type Completed, complete } from './given-values.ts';
import { whyLeftAlone } from './left-alone.ts';
import type { IntegrationMapping } from './mapping.ts';
import { ending, wasAskedFor } from './pair-log.ts';
import type { DecisionTools, PairStep, PairView } from './pair-view.ts';
import { planFor } from './plan-pair.ts';
import type { Plan } from './reconcile.ts';
import { type Translation, translateInward } from './translate.ts';
import type { Fields, Instant } from './values.ts';

/** Decides what one look at a pair leads to. Pure: reads the view, writes nothing. */
export function decidePair(view: PairView, tools: DecisionTools): PairStep {
  const { fieldMapping, external, change } = view;
  const word = view.mapping?.leftAlone;
  if (word !== undefined) return leftAlone(view, whyLeftAlone(word), tools);
  const read = translateInward(fieldMapping, external.data, view.record?.fields ?? null, view.knowledge);
  const base = view.mapping?.base ?? {};
  const { translation, given } = complete(fieldMapping, external.data, base, read, change.given);
  if (translation.skip !== undefined) return leftAlone(view, translation.skip, tools);
  const [missing] = translation.missing;
  if (missing !== undefined) return { kind: 'reject', fault: missingValue(missing) };
  if (view.mapping === undefined && translation.waits !== undefined) return notYet(view, translation, tools);
  const plan = planFor(view, translation, tools, given);
  if (view.mapping === undefined)
    return withNewcomer(createStep(view, plan, tools), { ...translation.fields, ...valuesOf(given) });
  if (mayBeShownLate(view, view.mapping, tools.now))
    return wasAskedFor(view) ? { kind: 'reject', fault: shownLate } : { kind: 'end', outcome: 'unchanged' };
  if (view.record === undefined) return recordGone(view, view.mapping, translation, plan, tools);
  const rest = restStep(view, view.mapping, view.record, plan, tools);
  return rest ?? updateStep(view, view.mapping, view.record, plan, tools);
}

const valuesOf = (given: Completed['given']): Fields =>
  Object.fromEntries(Object.entries(given).map(([field, { value }]) => [field, value]));

const withNewcomer = (step: PairStep, newcomer: Fields): PairStep =>
  step.kind === 'create' || step.kind === 'end' ? { ...step, newcomer } : step;

const missingValue = (path: string): Fault => ({
  kind: 'rejected',
  message: `The external record has no value at "${path}", which this integration needs.`,
  pointer: `/${path.replaceAll('.', '/')}`,
});

/** No record is made without what every record of its kind needs; it is looked at again when that is known. */
function notYet(view: PairView, { held: waiting }: Translation, tools: DecisionTools): PairStep {
  return ending(view, { outcome: 'held', resourceId: null, waiting }, tools);
}

/** A poll comes by again; whoever asked is told why nothing happened. */
function leftAlone(view: PairView, reason: string, tools: DecisionTools): PairStep {
  if (!wasAskedFor(view)) return { kind: 'end', outcome: 'unchanged' };
  const waiting = [{ field: '*', reason }];
  return ending(view, { outcome: 'held', resourceId: view.mapping?.internalId ?? null, waiting }, tools);
}

/** Ours is gone, theirs is there: a person deleted it just now, or theirs came back after a deletion. */
function recordGone(
  view: PairView,
  mapping: IntegrationMapping,
  translation: Translation,
  plan: Plan,
  tools: DecisionTools,
): PairStep {
  const { parted } = mapping;
  if (parted?.side === 'local' && parted.how === 'unlinked') return leftAlone(view, severed, tools);
  if (parted !== undefined)
    return restoreStep(view, mapping, plan, 'it came back in the external system', tools);
  if (view.change.side !== 'local' || view.change.kind !== 'deleted')
    return leftAlone(view, beingDeleted, tools);
  if (hasUnseenEdit(view, mapping, translation, tools))
    return restoreStep(
      view,
      mapping,
      plan,
      'it was edited in the external system when it was deleted here',
      tools,
    );
  return decideGoneHere(view, mapping, tools);
}

/** Vendors show for a while what was deleted, in lists above all; nothing about it is newer than what the pair knows. */
const shownForSeconds = 120;

function mayBeShownLate(
  { external }: PairView,
  { parted, externalUpdatedAt }: IntegrationMapping,
  now: Instant,
): boolean {
  if (parted === undefined || parted.how === 'unlinked') return false;
  const isAsBefore = external.updatedAt === undefined || external.updatedAt === externalUpdatedAt;
  return isAsBefore && now < addSeconds(parted.at, shownForSeconds);
}

const shownLate: Fault = {
  kind: 'unavailable',
  message: 'It was deleted a moment ago and is still shown over there: it is looked at again.',
  retryAfterSeconds: shownForSeconds,
};

const severed = 'the BritePool record was deleted; this one goes its own way';
const beingDeleted = 'the BritePool record was deleted; its own change says what becomes of this one';
