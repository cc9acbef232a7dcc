import type { FieldMapping, FieldMappingSet } from '../../domain/field-mapping.ts';
import type { MappingProblem } from '../../domain/field-mapping-check.ts';
import type { ResourceType } from '../../domain/resources.ts';
import { type FieldValue, sameValue } from '../../domain/values.ts';
import { recordAct } from '../integrations/audit.ts';
import type { Refusal } from '../refusal.ts';
import { isRefused } from '../refusal.ts';
import { checkMapping } from './check-mapping.ts';
import type { FieldMappingDeps } from './deps.ts';
import { findMapping } from './find-mapping.ts';

export interface MappingChange {
  readonly fields: readonly FieldMapping[];
  /** Version that the change is based on. */
  readonly version: number;
  readonly restoredFrom?: number;
}

/**
 * Saves the rules as the next version, which every pair then follows. Refuses what is wrong, what loses values both
 * ways and what was changed meanwhile. The same rules again are not saved.
 */
export async function saveMapping(
  deps: FieldMappingDeps,
  integrationId: string,
  type: ResourceType,
  { fields, version, restoredFrom }: MappingChange,
  actor: string,
): Promise<{ readonly set: FieldMappingSet; readonly warnings: readonly MappingProblem[] } | Refusal> {
  const found = await findMapping(deps, integrationId, type);
  if (isRefused(found)) return found;
  const { set: before } = found;
  if (before.version !== version) return changedMeanwhile(before.version);
  const { restoredFrom: _earlier, ...base } = before;
  const next: FieldMappingSet = {
    ...base,
    version: version + 1,
    fields,
    savedAt: deps.clock.now(),
    savedBy: actor,
    ...(restoredFrom === undefined ? {} : { restoredFrom }),
  };
  const { problems } = await checkMapping(deps, next);
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) return { refused: 'invalid', errors };
  if (sameValue(asValue(before.fields), asValue(fields))) return { set: before, warnings: problems };
  if ((await deps.fieldMappings.save(next)) === 'stale') return changedMeanwhile(version + 1);
  await forgetKnown(deps, next);
  await recordAct(deps, actor, 'field-mapping.saved', integrationId, asAudit(before), asAudit(next));
  return { set: next, warnings: problems };
}

const changedMeanwhile = (version: number): Refusal => ({
  refused: 'stale',
  message: `The field mapping was changed meanwhile (now version ${version}). Load it again, then repeat your change.`,
});

const asValue = (fields: readonly FieldMapping[]): FieldValue => JSON.parse(JSON.stringify(fields));
const asAudit = ({ resourceType, version, fields }: FieldMappingSet): FieldValue => ({
  ...{ resourceType, version },
  fields: asValue(fields),
});

/** Values that the new rules name are unknown no longer. */
async function forgetKnown(deps: FieldMappingDeps, set: FieldMappingSet): Promise<void> {
  const noted = await deps.unknownValues.list(set.integrationId);
  const known = noted.filter(
    ({ resourceType, field, value }) => resourceType === set.resourceType && !stillUnknown(set, field, value),
  );
  await deps.unknownValues.forget(known);
}

const stillUnknown = (set: FieldMappingSet, field: string, value: string): boolean =>
  set.fields.some(
    ({ transform, internalField }) =>
      internalField === field &&
      typeof transform === 'object' &&
      transform.type === 'enum' &&
      !Object.hasOwn(transform.mapping, value),
  );
