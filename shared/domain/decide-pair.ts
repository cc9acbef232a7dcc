import { createStep } from './decide-create.ts';
import { updateStep } from './decide-update.ts';
import type { Fault } from './fault.ts';
import type { IntegrationMapping } from './mapping.ts';
import { ending, wasAskedFor } from './pair-log.ts';
import type { DecisionTools, PairStep, PairView } from './pair-view.ts';
import { planFor } from './plan-pair.ts';
import { translateInward } from './translate.ts';

/** Decides what one look at a pair leads to. Pure: reads the view, writes nothing. */
export function decidePair(view: PairView, tools: DecisionTools): PairStep {
  const translation = translateInward(
    view.fieldMapping,
    view.external.data,
    view.record?.fields ?? null,
    view.knowledge,
  );
  if (translation.skip !== undefined) return leftAlone(view, translation.skip, tools);
  const [missing] = translation.missing;
  if (missing !== undefined) return { kind: 'reject', fault: missingValue(missing) };
  const plan = planFor(view, translation, tools);
  if (view.mapping === undefined) return createStep(view, plan, tools);
  if (view.record === undefined) return recordGone(view, view.mapping, tools);
  return updateStep(view, view.mapping, view.record, plan, tools);
}

const missingValue = (path: string): Fault => ({
  kind: 'rejected',
  message: `The external record has no value at "${path}", which this integration needs.`,
  pointer: `/${path.replaceAll('.', '/')}`,
});

/** A poll comes by again; whoever asked is told why nothing happened. */
function leftAlone(view: PairView, reason: string, tools: DecisionTools): PairStep {
  if (!wasAskedFor(view)) return { kind: 'end', outcome: 'unchanged' };
  const waiting = [{ field: '*', reason }];
  return ending(view, { outcome: 'held', resourceId: view.mapping?.internalId ?? null, waiting }, tools);
}

function recordGone(view: PairView, mapping: IntegrationMapping, tools: DecisionTools): PairStep {
  const waiting = [
    { field: '*', reason: 'the BritePool record was deleted: decide whether its pair goes or returns' },
  ];
  return ending(view, { outcome: 'held', resourceId: mapping.internalId, waiting }, tools);
}
