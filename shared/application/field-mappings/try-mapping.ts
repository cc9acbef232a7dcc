import type { ExternalRecord, ExternalSystem } from '../../domain/external.ts';
import { faultOf } from '../../domain/fault.ts';
import type { FieldMapping, FieldMappingSet } from '../../domain/field-mapping.ts';
import { readPath } from '../../domain/paths.ts';
import { fieldSpec, type ResourceType } from '../../domain/resources.ts';
import { translateInward } from '../../domain/translate.ts';
import type { Translation } from '../../domain/translation.ts';
import { type Fields, type FieldValue, fieldValue } from '../../domain/values.ts';
import { isRefused, type Refusal } from '../refusal.ts';
import { loadContext } from '../sync/context.ts';
import { inwardKnowledge } from '../sync/knowledge.ts';
import { checkMapping } from './check-mapping.ts';
import type { FieldMappingDeps } from './deps.ts';
import { findMapping } from './find-mapping.ts';

/** What one rule would make of a real record. */
export interface TriedRule {
  readonly field: string;
  readonly label: string;
  /** What stands at its place over there. */
  readonly theirs: FieldValue;
  /** What we have now. */
  readonly before: FieldValue;
  /** What we would have; `before` where the field waits. */
  readonly after: FieldValue;
  /** Why the field would wait. */
  readonly held?: string;
}

export interface TriedMapping {
  readonly externalId: string;
  /** Our record of the pair, if there is one. */
  readonly recordId: string | null;
  readonly rules: readonly TriedRule[];
  /** Places of needed values that are empty: the record would be rejected. */
  readonly missing: readonly string[];
  /** Why the whole record would be left alone. */
  readonly skip?: string;
}

export interface Trial {
  /** The rules to try; without them those in force. */
  readonly fields?: readonly FieldMapping[];
  /** The record to try them on; without it the first that the other system lists. */
  readonly externalId?: string;
}

/** Reads one real record and says what the rules would make of it. Writes nothing, here or there. */
export async function tryMapping(
  deps: FieldMappingDeps,
  integrationId: string,
  type: ResourceType,
  { fields, externalId }: Trial,
): Promise<TriedMapping | Refusal> {
  const found = await findMapping(deps, integrationId, type);
  if (isRefused(found)) return found;
  const set: FieldMappingSet = fields === undefined ? found.set : { ...found.set, fields };
  const errors = (await checkMapping(deps, set)).problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) return { refused: 'invalid', errors };
  try {
    const context = await loadContext(deps, integrationId);
    const record = context === undefined ? undefined : await realRecord(context.system, set, externalId);
    return record === undefined ? noRecord(externalId) : await translated(deps, set, record);
  } catch (error) {
    const { message } = faultOf(error);
    return { refused: 'invalid', errors: [{ pointer: '/externalId', message }] };
  }
}

const noRecord = (id: string | undefined): Refusal => ({
  refused: 'not-found',
  message:
    id === undefined
      ? 'The other system has no record to try this on.'
      : `The other system has no record "${id}".`,
});

async function realRecord(
  system: ExternalSystem,
  { stream }: FieldMappingSet,
  id: string | undefined,
): Promise<ExternalRecord | undefined> {
  if (id === undefined) return (await system.list(stream, { since: null, cursor: null })).records[0];
  const found = await system.get(stream, id);
  return found === 'gone' ? undefined : found;
}

async function translated(
  deps: FieldMappingDeps,
  set: FieldMappingSet,
  record: ExternalRecord,
): Promise<TriedMapping> {
  const { integrationId, resourceType } = set;
  const [knowledge, pair] = await Promise.all([
    inwardKnowledge(deps, integrationId, set, [record], 'peek'),
    deps.pairs.byExternalId({ integrationId, resourceType, externalId: record.id }),
  ]);
  const ours =
    pair === undefined ? [] : await deps.records.getMany([{ type: resourceType, id: pair.internalId }]);
  const local = ours[0]?.fields ?? null;
  const translation = translateInward(set, record.data, local, knowledge(record));
  const { missing, waits } = translation;
  const skip = translation.skip ?? waits;
  return {
    externalId: record.id,
    recordId: ours[0]?.id ?? null,
    rules: set.fields
      .filter(({ direction }) => direction !== 'out')
      .map((rule) => triedRule(set, rule, record, local, translation)),
    missing,
    ...(skip === undefined ? {} : { skip }),
  };
}

function triedRule(
  set: FieldMappingSet,
  { internalField: field, externalField }: FieldMapping,
  record: ExternalRecord,
  local: Fields | null,
  translation: Translation,
): TriedRule {
  const held = translation.held.find((item) => item.field === field)?.reason;
  const before = local === null ? null : fieldValue(local, field);
  return {
    field,
    label: fieldSpec(set.resourceType, field)?.label ?? field,
    theirs: readPath(record.data, externalField) ?? null,
    before,
    after: held === undefined ? fieldValue(translation.fields, field) : before,
    ...(held === undefined ? {} : { held }),
  };
}
