import type { ExternalRecord } from '../../domain/external.ts';
import { FaultError, faultOf } from '../../domain/fault.ts';
import { type FieldMappingSet, lookupTarget } from '../../domain/field-mapping.ts';
import { readPath } from '../../domain/paths.ts';
import type { ResourceType } from '../../domain/resources.ts';
import type { Knowledge } from '../../domain/translate.ts';
import type { FieldValue } from '../../domain/values.ts';
import type { Expressions, PairStore } from '../ports.ts';

export interface KnowledgeDeps {
  readonly pairs: PairStore;
  readonly expressions: Expressions;
}

/**
 * Resolves, in one read for all records, the ids that their lookups name, and evaluates their expressions.
 * Answers the knowledge of one record.
 */
export async function inwardKnowledge(
  deps: KnowledgeDeps,
  integrationId: string,
  set: FieldMappingSet,
  records: readonly ExternalRecord[],
): Promise<(record: ExternalRecord) => Knowledge> {
  const [ids, results] = await Promise.all([
    resolveLookups(deps.pairs, integrationId, set, records),
    evaluateAll(deps.expressions, set, records),
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

async function resolveLookups(
  pairs: PairStore,
  integrationId: string,
  set: FieldMappingSet,
  records: readonly ExternalRecord[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = new Map<string, { integrationId: string; resourceType: ResourceType; externalId: string }>();
  for (const mapping of set.fields) {
    const resourceType = lookupTarget(mapping);
    if (resourceType === undefined || mapping.direction === 'out') continue;
    for (const record of records) {
      const id = readPath(record.data, mapping.externalField);
      if (typeof id !== 'string' && typeof id !== 'number') continue;
      wanted.set(`${resourceType}/${id}`, { integrationId, resourceType, externalId: String(id) });
    }
  }
  const found = wanted.size === 0 ? [] : await pairs.summaries([...wanted.values()]);
  return new Map(found.map((pair) => [`${pair.resourceType}/${pair.externalId}`, pair.internalId]));
}

/** What does not evaluate fails the one record that asks for it, not those it was read with. */
async function evaluateAll(
  expressions: Expressions,
  set: FieldMappingSet,
  records: readonly ExternalRecord[],
): Promise<ReadonlyMap<string, FieldValue | FaultError>> {
  const results = new Map<string, FieldValue | FaultError>();
  for (const mapping of set.fields) {
    const { transform } = mapping;
    if (typeof transform !== 'object' || transform.type !== 'expression') continue;
    for (const record of records) {
      results.set(
        `${record.id}/${mapping.internalField}`,
        await expressions
          .evaluate(transform.inward, record.data)
          .catch((error: unknown) => new FaultError(faultOf(error))),
      );
    }
  }
  return results;
}
