import type { FieldMappingSet } from './field-mapping.ts';
import { flowsIn, flowsOut, type SyncDirection } from './integration.ts';
import type { FieldRule } from './reconcile.ts';

/** How each field may move: what its mapping allows and the integration's direction does not forbid. */
export function fieldRules(direction: SyncDirection, set: FieldMappingSet): readonly FieldRule[] {
  return set.fields.flatMap((mapping) => {
    const inward = mapping.direction !== 'out' && flowsIn(direction);
    const outward = mapping.direction !== 'in' && flowsOut(direction);
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
