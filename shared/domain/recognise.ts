import type { PairClaim } from './claim.ts';
import type { ExternalRecord } from './external.ts';
import { identityOf } from './identity.ts';
import type { ResourceType } from './resources.ts';
import { type Fields, fieldValue, sameValue } from './values.ts';

/** `own` the vendor kept our key · `equal` every value that we sent · `alike` what a person would go by. */
export type Likeness = 'own' | 'equal' | 'alike' | 'other';

/** How sure it is that an external record is the one that the claim is creating. `fields`: it in our words. */
export function likeness(
  claim: Pick<PairClaim, 'resourceType' | 'sent' | 'idempotencyKey'>,
  external: Pick<ExternalRecord, 'ownKey'>,
  fields: Fields,
): Likeness {
  if (external.ownKey !== undefined) return external.ownKey === claim.idempotencyKey ? 'own' : 'other';
  const { sent, resourceType } = claim;
  const names = Object.keys(sent);
  const equal = names.every((field) => sameValue(fieldValue(sent, field), fieldValue(fields, field)));
  if (equal && names.length > 0) return 'equal';
  return isAlike(resourceType, sent, fields) ? 'alike' : 'other';
}

function isAlike(type: ResourceType, sent: Fields, fields: Fields): boolean {
  const identity = identityOf(type, sent);
  return identity !== undefined && identity === identityOf(type, fields);
}
