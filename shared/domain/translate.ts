import type { ExternalData } from './external.ts';
import type { FieldMapping, FieldMappingSet } from './field-mapping.ts';
import { misfit } from './field-values.ts';
import { guardParticipation } from './participation.ts';
import { readPath } from './paths.ts';
import { readValue } from './read-value.ts';
import { type AwaitedRecord, hold, type Reading, value } from './reading.ts';
import type { HeldField } from './reconcile.ts';
import { fieldSpec } from './resources.ts';
import type { Translation } from './translation.ts';
import { type Fields, type FieldValue, fieldValue, sameValue } from './values.ts';
import { fill, writeValue } from './write-value.ts';

/** What translation needs to know beyond the record: resolved ids and evaluated expressions. */
export interface Knowledge {
  /** Our id for an external one (inward), or theirs for ours (outward); `undefined` while there is no pair. */
  readonly lookup: (mapping: FieldMapping, id: string) => string | undefined;
  /** Result of the mapping's expression on this record. */
  readonly expression: (mapping: FieldMapping) => FieldValue;
}

export type { Translation } from './translation.ts';

/**
 * An external record in our words. `local` is our side of the pair: where several of our values are one and the same
 * over there (TODO and BLOCKED are both "not completed"), ours is kept as long as it still says what they say.
 */
export function translateInward(
  set: FieldMappingSet,
  data: ExternalData,
  local: Fields | null,
  knowledge: Knowledge,
): Translation {
  const fields: Record<string, FieldValue> = {};
  const held: HeldField[] = [];
  const missing: string[] = [];
  const awaited: AwaitedRecord[] = [];
  for (const mapping of set.fields.filter((item) => item.direction !== 'out')) {
    const reading = checked(set, mapping, readInward(mapping, data, local, knowledge));
    if ('held' in reading) {
      held.push({ field: mapping.internalField, reason: reading.held });
      if (reading.awaits !== undefined) awaited.push(reading.awaits);
    } else if (reading.value === null && mapping.required === true) missing.push(mapping.externalField);
    else fields[mapping.internalField] = reading.value;
  }
  const needed = held.find(({ field }) => fieldSpec(set.resourceType, field)?.required === true);
  const waits = local !== null || needed === undefined ? {} : { waits: needed.reason };
  const translation: Translation = { fields, held, missing, awaited, ...waits };
  return set.resourceType === 'PARTICIPATION_LOG' ? guardParticipation(translation, local) : translation;
}

/** A value that does not fit its field never reaches a record, whatever transform made it. */
function checked(set: FieldMappingSet, mapping: FieldMapping, reading: Reading): Reading {
  const spec = fieldSpec(set.resourceType, mapping.internalField);
  if ('held' in reading || spec === undefined) return reading;
  const wanted = misfit(spec, reading.value);
  return wanted === undefined ? reading : hold(`"${spec.label}" takes ${wanted}`);
}

const isExpression = ({ transform }: FieldMapping): boolean =>
  typeof transform === 'object' && transform.type === 'expression';

function readInward(
  mapping: FieldMapping,
  data: ExternalData,
  local: Fields | null,
  knowledge: Knowledge,
): Reading {
  if (isExpression(mapping)) return value(emptyIsNull(knowledge.expression(mapping)));
  const reading = readValue(mapping, data, knowledge.lookup);
  const ours = local === null ? null : fieldValue(local, mapping.internalField);
  return ours !== null && stillSays(mapping, ours, data, reading) ? value(ours) : reading;
}

const emptyIsNull = (result: FieldValue): FieldValue =>
  result === '' || (Array.isArray(result) && result.length === 0) ? null : result;

const knowsNobody = () => undefined;

/** Whether our value, sent there, is what they have now: the same text, or one that reads the same. */
function stillSays(mapping: FieldMapping, ours: FieldValue, data: ExternalData, now: Reading): boolean {
  if ('value' in now && sameValue(now.value, ours)) return true;
  const written = writeValue(mapping, ours, knowsNobody);
  if ('held' in written) return false;
  const sent = fill({}, written.places);
  const places = written.places.every(({ path }) =>
    sameValue(readPath(sent, path) ?? null, readPath(data, path) ?? null),
  );
  if (places) return true;
  const back = readValue(mapping, sent, knowsNobody);
  return 'value' in back && 'value' in now && now.value !== null && sameValue(back.value, now.value);
}

export interface OutwardTranslation {
  readonly data: ExternalData;
  readonly held: readonly HeldField[];
  /** Our fields that the external system needs and that are empty here. */
  readonly missing: readonly string[];
  readonly awaited: readonly AwaitedRecord[];
}

/** What the vendor is sent for `changes`; fields that cannot be expressed there are held. */
export function translateOutward(
  set: FieldMappingSet,
  changes: Fields,
  knowledge: Knowledge,
): OutwardTranslation {
  let data: ExternalData = {};
  const held: HeldField[] = [];
  const missing: string[] = [];
  const awaited: AwaitedRecord[] = [];
  for (const mapping of set.fields.filter(
    (item) => item.direction !== 'in' && Object.hasOwn(changes, item.internalField),
  )) {
    const field = mapping.internalField;
    const ours = fieldValue(changes, field);
    if (ours === null && mapping.required === true) {
      missing.push(field);
      held.push({ field, reason: 'the external system needs a value here' });
      continue;
    }
    const written = isExpression(mapping)
      ? writeExpression(mapping, knowledge)
      : writeValue(mapping, ours, knowledge.lookup);
    if ('places' in written) data = fill(data, written.places);
    else {
      held.push({ field, reason: written.held });
      if (written.awaits !== undefined) awaited.push(written.awaits);
    }
  }
  return { data, held, missing, awaited };
}

function writeExpression(mapping: FieldMapping, knowledge: Knowledge): ReturnType<typeof writeValue> {
  const { transform } = mapping;
  const writes =
    typeof transform === 'object' && transform.type === 'expression' && transform.outward !== undefined;
  if (!writes) return hold('the expression of this field only reads');
  return { places: [{ path: mapping.externalField, value: knowledge.expression(mapping) }] };
}
