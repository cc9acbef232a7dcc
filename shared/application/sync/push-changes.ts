import { type FieldMappingSet, lookupTarget } from '../../domain/field-mapping.ts';
import { fieldRules } from '../../domain/field-rules.ts';
import { externalFingerprint } from '../../domain/fingerprint.ts';
import type { BaseEntry, IntegrationMapping } from '../../domain/mapping.ts';
import { reconcile } from '../../domain/reconcile.ts';
import { translateInward, translateOutward } from '../../domain/translate.ts';
import { type Fields, fieldValue } from '../../domain/values.ts';
import type { Clock, Hasher, PairStore } from '../ports.ts';
import { fieldMappingOf, type SyncContext } from './context.ts';
import { inwardKnowledge, type KnowledgeDeps } from './knowledge.ts';

export interface PushDeps extends KnowledgeDeps {
  readonly pairs: PairStore;
  readonly clock: Clock;
  readonly hasher: Hasher;
}

/**
 * Writes our values to the external record and takes the vendor's answer, not our wish, as the new base: a vendor
 * that trims or reformats is agreed with after one round. Answers the mapping to store.
 */
export async function pushChanges(
  deps: PushDeps,
  context: SyncContext,
  mapping: IntegrationMapping,
  changes: Fields,
  local: Fields,
): Promise<IntegrationMapping> {
  const set = fieldMappingOf(context, mapping.resourceType);
  const ids = await outwardIds(deps.pairs, mapping, changes, set);
  const { data } = translateOutward(set, changes, {
    lookup: (rule, id) => ids.get(`${rule.internalField}/${id}`),
    expression: () => null,
  });
  if (Object.keys(data).length === 0) return mapping;
  const answer = await context.system.update(mapping.stream, mapping.externalId, data);
  const knowledge = await inwardKnowledge(deps, mapping.integrationId, set, [answer]);
  const translated = translateInward(set, answer.data, local, knowledge(answer));
  const hash = deps.hasher.hash(externalFingerprint(set, answer.data));
  const at = deps.clock.now();
  const pushed = Object.keys(changes).map((field): [string, BaseEntry] => [
    field,
    { value: fieldValue(translated.fields, field), at, by: 'local' },
  ]);
  const base = { ...mapping.base, ...Object.fromEntries(pushed) };
  const after = reconcile({
    resourceType: mapping.resourceType,
    rules: fieldRules(context.integration.syncDirection, set),
    base,
    local,
    external: translated.fields,
    held: translated.held,
    at,
  });
  const agreed = after.settled && Object.keys(after.localChanges).length === 0;
  return {
    ...mapping,
    base,
    lastExternalHash: agreed ? hash : '',
    lastPushedHash: hash,
    ...(answer.updatedAt === undefined ? {} : { externalUpdatedAt: answer.updatedAt }),
  };
}

/** External ids of the records that our references name, keyed `<field>/<our id>`. */
async function outwardIds(
  pairs: PairStore,
  mapping: IntegrationMapping,
  changes: Fields,
  set: FieldMappingSet,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const rule of set.fields) {
    const { internalField } = rule;
    const id = fieldValue(changes, internalField);
    const target = lookupTarget(rule);
    if (target === undefined || typeof id !== 'string') continue;
    const pair = await pairs.byInternalId(mapping.integrationId, target, id);
    if (pair !== undefined) found.set(`${internalField}/${id}`, pair.externalId);
  }
  return found;
}
