import type { ExternalData } from '../../domain/external.ts';
import { faultOf } from '../../domain/fault.ts';
import { type FieldMappingSet, lookupTarget } from '../../domain/field-mapping.ts';
import { isUnlinked } from '../../domain/left-alone.ts';
import type { HeldField } from '../../domain/reconcile.ts';
import { translateOutward } from '../../domain/translate.ts';
import { type Fields, type FieldValue, fieldValue } from '../../domain/values.ts';
import type { WaitingStore } from '../field-mappings/ports.ts';
import type { Expressions, PairStore } from '../ports.ts';

export interface OutwardDeps {
  readonly pairs: PairStore;
  readonly waiting: WaitingStore;
  readonly expressions: Expressions;
}

/** What an external record is to be sent: its data, our values behind it, and what cannot be expressed there. */
export interface Outward {
  readonly data: ExternalData;
  readonly sent: Fields;
  readonly held: readonly HeldField[];
}

/**
 * Our `changes` in the vendor's words. `fields`: the whole record, for expressions. `recordId`: who is remembered
 * as waiting when a change names a record that does not exist there yet.
 */
export async function outward(
  deps: OutwardDeps,
  integrationId: string,
  set: FieldMappingSet,
  changes: Fields,
  fields: Fields,
  recordId?: string,
): Promise<Outward> {
  const [ids, computed] = await Promise.all([
    externalIds(deps.pairs, integrationId, set, changes),
    evaluateAll(deps.expressions, set, changes, fields),
  ]);
  const expressible = Object.fromEntries(
    Object.entries(changes).filter(([field]) => !computed.held.some((item) => item.field === field)),
  );
  const { data, held, awaited } = translateOutward(set, expressible, {
    lookup: (rule, id) => ids.get(`${rule.internalField}/${id}`),
    expression: ({ internalField }) => computed.results.get(internalField) ?? null,
  });
  if (recordId !== undefined && awaited.length > 0) {
    const { resourceType, stream } = set;
    const who = { resourceType, stream, side: 'local', recordId } as const;
    await deps.waiting.remember(
      awaited.map((target) => ({ integrationId, awaited: { ...target, side: 'local' }, waiting: who })),
    );
  }
  const waiting = new Set(held.map(({ field }) => field));
  const mapped = new Set(
    set.fields.filter(({ direction }) => direction !== 'in').map((rule) => rule.internalField),
  );
  const sent = Object.fromEntries(
    Object.entries(expressible).filter(([field]) => mapped.has(field) && !waiting.has(field)),
  );
  return { data, sent, held: [...computed.held, ...held] };
}

/** External ids of the records that our references name, keyed `<field>/<our id>`. */
async function externalIds(
  pairs: PairStore,
  integrationId: string,
  set: FieldMappingSet,
  changes: Fields,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const rule of set.fields) {
    const id = fieldValue(changes, rule.internalField);
    const target = lookupTarget(rule);
    if (target === undefined || typeof id !== 'string' || rule.direction === 'in') continue;
    const pair = await pairs.byInternalId(integrationId, target, id);
    if (pair !== undefined && !isUnlinked(pair)) found.set(`${rule.internalField}/${id}`, pair.externalId);
  }
  return found;
}

async function evaluateAll(
  expressions: Expressions,
  set: FieldMappingSet,
  changes: Fields,
  fields: Fields,
): Promise<{ readonly results: ReadonlyMap<string, FieldValue>; readonly held: readonly HeldField[] }> {
  const results = new Map<string, FieldValue>();
  const held: HeldField[] = [];
  for (const { transform, internalField: field, direction } of set.fields) {
    const expression =
      typeof transform === 'object' && transform.type === 'expression' ? transform : undefined;
    if (expression === undefined || direction === 'in' || !Object.hasOwn(changes, field)) continue;
    if (expression.outward === undefined) {
      held.push({ field, reason: 'this field is computed and cannot be sent back' });
      continue;
    }
    try {
      results.set(field, await expressions.evaluate(expression.outward, fields));
    } catch (error) {
      held.push({ field, reason: `its expression failed: ${faultOf(error).message}` });
    }
  }
  return { results, held };
}
