import type { LoneRecord } from '../../domain/left-alone.ts';
import type { FieldValue, Instant } from '../../domain/values.ts';
import type { AuditEntry, Ids } from '../ports.ts';

/** The entry of an act on a record that has no pair. */
export const aloneEntry = (
  { ids }: { readonly ids: Ids },
  { integrationId, resourceType, side, recordId }: LoneRecord,
  act: { readonly actor: string; readonly at: Instant; readonly action: string; readonly reason: string },
  before: Readonly<Record<string, FieldValue>> = {},
): AuditEntry => ({
  id: ids.next('audit'),
  ...{ at: act.at, actor: act.actor, action: act.action, subject: recordId },
  before: { integrationId, resourceType, side, ...before },
  after: { reason: act.reason },
});
