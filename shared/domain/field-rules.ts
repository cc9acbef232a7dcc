import type { FieldMappingSet } from './field-mapping.ts';
import { flowsIn, flowsOut, type SyncDirection } from './integration.ts';
import { isLocked } from './participation.ts';
import type { FieldRule } from './reconcile.ts';
import type { Fields } from './values.ts';

/**
 * How each field may move: what its mapping allows and the integration's direction does not forbid. Nothing moves out
 * to an `external` time entry that is locked there.
 */
export function fieldRules(
  direction: SyncDirection,
  set: FieldMappingSet,
  external: Fields = {},
): readonly FieldRule[] {
  const locked = set.resourceType === 'PARTICIPATION_LOG' && isLocked(external);
  return set.fields.flatMap((mapping) => {
    const inward = mapping.direction !== 'out' && flowsIn(direction);
    const outward = mapping.direction !== 'in' && flowsOut(direction) && !locked;
    if (!inward && !outward) return [];
    return [
      {
        field: mapping.internalField,
        direction: inward && outward ? 'both' : inward ? 'in' : 'out',
        ...(mapping.emptyOverwrites === undefined ? {} : { emptyOverwrites: mapping.emptyOverwrites }),
        ...(mapping.allowPrivileged === undefined ? {} : { allowPrivileged: mapping.allowPrivileged }),
      } satisfies FieldRule,
    ];
  });
}
