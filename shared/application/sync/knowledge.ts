import type { ExternalRecord } from '../../domain/external.ts';
import { FaultError, faultOf } from '../../domain/fault.ts';
import { type FieldMappingSet, lookupTarget } from '../../domain/field-mapping.ts';
import type { Knowledge } from '../../domain/translate.ts';
import type { FieldValue } from '../../domain/values.ts';
import { noteUnknownValues, type UnknownValueDeps } from '../field-mappings/note-unknown-values.ts';
import { type LookupDeps, resolveLookups } from '../field-mappings/resolve-lookups.ts';
import type { Expressions } from '../ports.ts';

export interface KnowledgeDeps extends LookupDeps, UnknownValueDeps {
  readonly expressions: Expressions;
}

/**
 * Resolves, in one read for all records, the ids that their lookups name, and evaluates their expressions.
 * Answers the knowledge of one record. A `look` remembers who waits for whom and which values are unknown; a `peek`
 * leaves no trace.
 */
export async function inwardKnowledge(
  deps: KnowledgeDeps,
  integrationId: string,
  set: FieldMappingSet,
  records: readonly ExternalRecord[],
  how: 'look' | 'peek' = 'look',
): Promise<(record: ExternalRecord) => Knowledge> {
  const [ids, results] = await Promise.all([
    resolveLookups(deps, integrationId, set, records, how),
    evaluateAll(deps.expressions, set, records),
    how === 'look' ? noteUnknownValues(deps, integrationId, set, records) : undefined,
  ]);
  return (record) => ({
    lookup: (mapping, id) => ids.get(`${lookupTarget(mapping)}/${id}`),
    expression: (mapping) => {
      const result = results.get(`${record.id}/${mapping.internalField}`) ?? null;
      if (result instanceof FaultError) throw result;
      return result;
    },
  });
}

/** What does not evaluate fails the one record that asks for it, not those it was read with. */
async function evaluateAll(
  expressions: Expressions,
  set: FieldMappingSet,
  records: readonly ExternalRecord[],
): Promise<ReadonlyMap<string, FieldValue | FaultError>> {
  const results = new Map<string, FieldValue | FaultError>();
  for (const { transform, direction, internalField } of set.fields) {
    if (typeof transform !== 'object' || transform.type !== 'expression' || direction === 'out') continue;
    for (const record of records) {
      results.set(
        `${record.id}/${internalField}`,
        await expressions
          .evaluate(transform.inward, record.data)
          .catch((error: unknown) => new FaultError(faultOf(error))),
      );
    }
  }
  return results;
}
