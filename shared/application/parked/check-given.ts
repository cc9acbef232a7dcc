import type { Change } from '../../domain/change.ts';
import type { ExternalRecord } from '../../domain/external.ts';
import { faultOf } from '../../domain/fault.ts';
import { isOpen } from '../../domain/given-values.ts';
import { flowsInto } from '../../domain/reconcile.ts';
import { translateInward } from '../../domain/translate.ts';
import type { Fields } from '../../domain/values.ts';
import type { PairStore, RecordStore } from '../ports.ts';
import { checkFields } from '../records/check-fields.ts';
import type { Refusal } from '../refusal.ts';
import { fieldMappingOf, type SyncContext } from '../sync/context.ts';
import { inwardKnowledge, type KnowledgeDeps } from '../sync/knowledge.ts';

export interface CheckDeps extends KnowledgeDeps {
  readonly pairs: PairStore;
  readonly records: RecordStore;
  readonly context: (integrationId: string) => Promise<SyncContext | undefined>;
}

/** Whether the values may stand in for what the external record, as it is now, leaves open; in canonical form. */
export async function checkGiven(
  deps: CheckDeps,
  change: Change,
  values: Fields,
): Promise<{ readonly values: Fields } | Refusal> {
  try {
    const context = await deps.context(change.integrationId);
    if (context === undefined) return { refused: 'stale', message: 'The integration was removed.' };
    const external = await context.system.get(change.stream, change.recordId);
    if (external === 'gone')
      return { refused: 'stale', message: 'The record was deleted in the external system; drop the change.' };
    return await check(deps, context, change, external, values);
  } catch (error) {
    return { refused: 'unreachable', message: faultOf(error).message };
  }
}

async function check(
  deps: CheckDeps,
  context: SyncContext,
  change: Change,
  external: ExternalRecord,
  values: Fields,
): Promise<{ readonly values: Fields } | Refusal> {
  const { integrationId, resourceType } = change;
  const set = fieldMappingOf(context, resourceType);
  const pair = await deps.pairs.byExternalId({ integrationId, resourceType, externalId: external.id });
  const record = pair === undefined ? undefined : await deps.records.get(resourceType, pair.internalId);
  const knowledge = await inwardKnowledge(deps, integrationId, set, [external], 'peek');
  const read = translateInward(set, external.data, record?.fields ?? null, knowledge(external));
  const closed = Object.keys(values).flatMap((field) => {
    const rule = set.fields.find((item) => item.internalField === field && item.direction !== 'out');
    const pointer = `/values/${field}`;
    if (rule === undefined || !flowsInto(resourceType, { ...rule, field }))
      return [{ pointer, message: 'This field is not taken over from the external system.' }];
    return isOpen(read, rule)
      ? []
      : [{ pointer, message: 'The external record has a value here: change it there, or at BritePool.' }];
  });
  if (closed.length > 0) return { refused: 'invalid', errors: closed };
  const checked = checkFields(resourceType, values, { ...record?.fields, ...read.fields });
  if ('fields' in checked) return { values: checked.fields };
  const errors = checked.errors.map(({ pointer, message }) => ({
    pointer: pointer.replace(/^\/fields\//, '/values/'),
    message,
  }));
  return { refused: 'invalid', errors };
}
