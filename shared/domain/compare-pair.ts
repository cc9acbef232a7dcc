import { isOpen } from './conflict.ts';
import type { FieldMappingSet } from './field-mapping.ts';
import { complete } from './given-values.ts';
import { whyLeftAlone } from './left-alone.ts';
import type { IntegrationMapping } from './mapping.ts';
import type { PairView } from './pair-view.ts';
import { planFor } from './plan-pair.ts';
import { type FieldDecision, sameField } from './reconcile.ts';
import type { BritePoolRecord } from './record.ts';
import { translateInward } from './translate.ts';
import { type Evidence, isFresh, underWay } from './under-way.ts';
import { fieldValue, type Instant } from './values.ts';

export const differenceReasons = ['waiting', 'conflict', 'held', 'one-way', 'unexplained'] as const;
/** Why two values may differ: `one-way` is the side that may, by direction or by somebody's word. */
export type DifferenceReason = (typeof differenceReasons)[number];

export interface FieldDifference {
  readonly field: string;
  readonly reason: DifferenceReason;
  /** In a sentence for an admin; holds no value. */
  readonly because: string;
}

/** A pair as it is compared. `record`: ours, `undefined` where it is gone. */
export interface ComparedPair extends Omit<PairView, 'mapping' | 'change'> {
  readonly mapping: IntegrationMapping;
}

/** `alone`: why the pair is not compared at all. */
export interface Comparison {
  readonly fields: number;
  readonly differences: readonly FieldDifference[];
  readonly alone?: string;
}

const notCompared = (alone: string): Comparison => ({ fields: 0, differences: [], alone });
const asAWhole = (reason: DifferenceReason, because: string): Comparison => ({
  fields: 1,
  differences: [{ field: '*', reason, because }],
});

/** Why nobody compares this pair, whatever its records are; `undefined` where somebody does. */
export function whyNotCompared({ leftAlone, parted, awaiting }: IntegrationMapping): string | undefined {
  if (leftAlone !== undefined) return whyLeftAlone(leftAlone);
  if (parted !== undefined) return 'one of the two records was deleted on purpose';
  return awaiting === undefined ? undefined : 'an admin is asked what becomes of a deletion';
}

/** The pair whose external record is gone. Deletions are decided by whole runs, which see how many there are. */
export const withoutTheirs = (mapping: IntegrationMapping): Comparison => {
  const alone = whyNotCompared(mapping);
  return alone === undefined
    ? asAWhole('waiting', 'the external record is gone; the next whole run decides what follows')
    : notCompared(alone);
};

/**
 * Compares both sides of a pair field by field, by the values that they have now and nothing else: neither the base nor
 * any hash says whether two values are equal. What differs is explained by what the sync would do about it, and by
 * whether there is evidence that it is about to. Pure.
 */
export function comparePair(pair: ComparedPair, evidence: Evidence, now: Instant): Comparison {
  const { mapping, record, fieldMapping, external, knowledge } = pair;
  const alone = whyNotCompared(mapping);
  if (alone !== undefined) return notCompared(alone);
  if (record === undefined) return asAWhole('unexplained', 'the BritePool record is gone');
  const read = translateInward(fieldMapping, external.data, record.fields, knowledge);
  const { translation } = complete(fieldMapping, external.data, mapping.base, read, undefined);
  if (translation.skip !== undefined) return notCompared(translation.skip);
  const tools = { startedAt: now, now, hash: (text: string) => text, newId: (prefix: string) => prefix };
  const plan = planFor({ ...pair, change: hintOf(mapping, now) }, translation, tools);
  const theirs = translateInward(readingAll(fieldMapping), external.data, record.fields, knowledge);
  const unread = new Set(theirs.held.map(({ field }) => field));
  const compared = plan.decisions.filter(({ act, field }) => act === 'hold' || !unread.has(field));
  const differs = ({ act, field }: FieldDecision): boolean => {
    const [ours, told] = [fieldValue(record.fields, field), fieldValue(theirs.fields, field)];
    return act === 'hold' || !sameField(mapping.resourceType, field, told, ours);
  };
  const [missing] = translation.missing;
  const differences = compared.filter(differs).map((decision) => ({
    field: decision.field,
    ...(waitsForAPerson(pair, decision, missing) ??
      explainMove({ ...pair, record }, decision, evidence, now)),
  }));
  return { fields: compared.length, differences };
}

/** Fields that only flow out are read too, though the sync never does. */
export const readingAll = (set: FieldMappingSet): FieldMappingSet => ({
  ...set,
  fields: set.fields.map((rule) => ({ ...rule, direction: 'both' })),
});

type Explained = Omit<FieldDifference, 'field'>;

function waitsForAPerson(
  { mapping, conflict }: ComparedPair,
  { act, rule }: FieldDecision,
  missing: string | undefined,
): Explained | undefined {
  if (act === 'hold') return { reason: 'held', because: rule };
  if (missing !== undefined)
    return { reason: 'held', because: `the external record has no value at "${missing}", which is needed` };
  if (mapping.resting !== undefined)
    return { reason: 'held', because: 'two systems keep changing it; the record rests' };
  return act === 'clash' && conflict !== undefined && isOpen(conflict)
    ? { reason: 'conflict', because: rule }
    : undefined;
}

function explainMove(
  pair: ComparedPair & { readonly record: BritePoolRecord },
  decision: FieldDecision,
  evidence: Evidence,
  now: Instant,
): Explained {
  const { act, between } = decision;
  if (between !== undefined && isFresh(pair.conflict?.resolvedAt, now))
    return { reason: 'waiting', because: 'a decision about it is being carried out' };
  if (act === 'keep' || act === 'agree') return explainKept(pair, decision);
  const waits = underWay(pair, decision, evidence, now);
  return waits === undefined
    ? { reason: 'unexplained', because: 'nothing on its way would make them equal' }
    : { reason: 'waiting', because: waits };
}

/** Nothing is to move. That is so where somebody chose it; a value of ours that only the sync wrote was chosen by nobody. */
function explainKept(
  { mapping: { resourceType, integrationId }, record: { stamps } }: Parameters<typeof explainMove>[0],
  { field, act, rule, local, base }: FieldDecision,
): Explained {
  const by = Object.hasOwn(stamps, field) ? stamps[field]?.by : undefined;
  const isOurs = by?.kind === 'integration' && by.id === integrationId;
  if (isOurs && !sameField(resourceType, field, local, base))
    return { reason: 'unexplained', because: 'our value changed and nobody is known to have changed it' };
  return { reason: 'one-way', because: act === 'agree' ? 'this field only flows out of BritePool' : rule };
}

/** The change that the sync would look at this pair for. */
const hintOf = (
  { integrationId, resourceType, stream, externalId }: IntegrationMapping,
  receivedAt: Instant,
): PairView['change'] => ({
  ...{ schemaVersion: 1, integrationId, resourceType, stream, recordId: externalId },
  ...{ side: 'external', kind: 'upserted', cause: 'poll', receivedAt, deliveryKey: '', logId: '' },
});
