import type { FieldValue } from '../../domain/values.ts';
import type { AuditStore, Clock, Ids } from '../ports.ts';

/** Leaves an audit entry: who did what to what, before and after. Secrets never reach it. */
export async function recordAct(
  deps: { readonly audit: AuditStore; readonly clock: Clock; readonly ids: Ids },
  actor: string,
  action: string,
  subject: string,
  before: FieldValue,
  after: FieldValue,
): Promise<void> {
  await deps.audit.append({
    id: deps.ids.next('audit'),
    at: deps.clock.now(),
    actor,
    action,
    subject,
    before,
    after,
  });
}
