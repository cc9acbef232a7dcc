import type { Outcome } from './change.ts';
import { flowsOut, type Integration } from './integration.ts';
import type { BritePoolRecord } from './record.ts';
import { resourcesOf } from './resources.ts';
import { fieldValue } from './values.ts';

/** Why a record of ours is not created in an external system (yet): how its change ends, and the reason to show. */
export interface NotCreated {
  readonly outcome: Extract<Outcome, 'held' | 'unchanged' | 'superseded'>;
  readonly reason: string;
}

const notCreated = (outcome: NotCreated['outcome'], reason: string): NotCreated => ({ outcome, reason });

/** `undefined` when the record may be created over there. */
export function whyNotCreated(
  integration: Integration,
  record: BritePoolRecord | undefined,
): NotCreated | undefined {
  if (record === undefined) return notCreated('superseded', 'the record was deleted before it was sent');
  const wanted = integration.dataTypes.some((type) => resourcesOf[type].includes(record.resourceType));
  if (!wanted || !flowsOut(integration.syncDirection))
    return notCreated('unchanged', 'this integration does not send records of this kind');
  if (integration.matchMode === 'MATCH_ONLY')
    return notCreated('held', 'this integration links records that exist on both sides and creates none');
  if (!record.externalSyncEnabled)
    return notCreated('held', 'sync with other systems is switched off for this record');
  if (record.archivedAt !== undefined) return notCreated('unchanged', 'the record is archived');
  if (record.resourceType === 'MEMBER' && fieldValue(record.fields, 'covenantAcceptedAt') === null)
    return notCreated('held', 'the member has not accepted the covenant yet');
  return undefined;
}
