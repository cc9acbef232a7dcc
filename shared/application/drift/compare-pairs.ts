import { type Comparison, comparePair, readingAll, withoutTheirs } from '../../domain/compare-pair.ts';
import type { ExternalRecord } from '../../domain/external.ts';
import { faultOf } from '../../domain/fault.ts';
import type { IntegrationMapping } from '../../domain/mapping.ts';
import type { Evidence } from '../../domain/under-way.ts';
import { fieldMappingOf, type SyncContext } from '../sync/context.ts';
import { inwardKnowledge } from '../sync/knowledge.ts';
import type { DriftDeps } from './deps.ts';
import type { Witness } from './witness.ts';

export interface Look {
  readonly mapping: IntegrationMapping;
  readonly external: ExternalRecord | 'gone';
}

/** Compares these pairs, all of one kind. `unread`: a pair cannot be compared, because a rule fails on its record. */
export async function comparePairs(
  deps: DriftDeps,
  context: SyncContext,
  witness: Witness,
  looks: readonly Look[],
): Promise<readonly (Comparison | 'unread')[]> {
  const [first] = looks;
  if (first === undefined) return [];
  const type = first.mapping.resourceType;
  const set = fieldMappingOf(context, type);
  const all = readingAll(set);
  const there = looks.flatMap(({ external }) => (external === 'gone' ? [] : [external]));
  const conflictIds = looks.flatMap(({ mapping }) => mapping.conflictId ?? []);
  const [records, conflicts, knowledgeOf] = await Promise.all([
    deps.records.getMany(looks.map(({ mapping }) => ({ type, id: mapping.internalId }))),
    conflictIds.length === 0 ? [] : deps.conflicts.getMany(conflictIds),
    inwardKnowledge(deps, context.integration.id, all, there, 'peek'),
  ]);
  const recordOf = new Map(records.map((record) => [record.id, record]));
  const conflictOf = new Map(conflicts.map((conflict) => [conflict.id, conflict]));
  const now = deps.clock.now();
  const compare = (mapping: IntegrationMapping, external: ExternalRecord, evidence: Evidence): Comparison => {
    const conflict = conflictOf.get(mapping.conflictId ?? '');
    return comparePair(
      {
        ...{ integration: context.integration, fieldMapping: set, external, mapping },
        ...{ record: recordOf.get(mapping.internalId), knowledge: knowledgeOf(external) },
        ...{ clock: context.system.clock(), mayDelete: false },
        ...(conflict === undefined ? {} : { conflict }),
      },
      evidence,
      now,
    );
  };
  const compared: (Comparison | 'unread')[] = [];
  for (const { mapping, external } of looks) {
    if (external === 'gone') compared.push(withoutTheirs(mapping));
    else
      try {
        const nextReadFrom = await witness.nextReadFrom(mapping.stream);
        const first = compare(mapping, external, { nextReadFrom });
        const asks = first.differences.some(({ reason }) => reason === 'unexplained');
        const trying = asks ? await witness.trying(mapping) : undefined;
        compared.push(trying === undefined ? first : compare(mapping, external, { nextReadFrom, trying }));
      } catch (error) {
        if (faultOf(error).kind !== 'rejected') throw error;
        compared.push('unread');
      }
  }
  return compared;
}
