import fc from 'fast-check';
import { expect } from 'vitest';
import { conflictStrategies, mergeRules } from '../../../shared/domain/integration.ts';
import type { Base } from '../../../shared/domain/mapping.ts';
import type { Plan, ReconcileInput } from '../../../shared/domain/reconcile.ts';
import type { Fields } from '../../../shared/domain/values.ts';
import { type Property, property } from './property.ts';

const at = '2026-03-01T10:00:00.000Z';
const moments = ['2026-03-01T09:00:00.000Z', '2026-03-01T09:30:00.000Z', at];
const text = fc.constantFrom(null, 'seeds', 'oaks', 'limes', 'oaks | limes');
const list = fc.constantFrom(null, ...[['a'], ['b'], ['a', 'b'], ['b', 'a'], ['a', 'c']]);
const names = ['title', 'description', 'dueDate', 'tags'] as const;
const fields = fc.record({ title: text, description: text, dueDate: text, tags: list });

const rule = (field: string) =>
  fc.record({
    field: fc.constant(field),
    direction: fc.constantFrom('both' as const, 'in' as const, 'out' as const),
    emptyOverwrites: fc.boolean(),
  });
const situation = fc
  .record({
    rules: fc.tuple(...names.map(rule)),
    agreed: fields,
    local: fc.option(fields),
    external: fields,
    held: fc.subarray([...names]),
    strategy: fc.constantFrom(...conflictStrategies),
    mergeRules: fc.dictionary(fc.constantFrom(...names), fc.constantFrom(...mergeRules)),
    localAt: fc.constantFrom(...moments),
    externalAt: fc.constantFrom(...moments),
  })
  .map(({ rules, agreed, held, localAt, externalAt, ...rest }): ReconcileInput => {
    const { strategy, mergeRules: perField, local, external } = rest;
    const clashes = {
      strategy,
      mergeRules: perField,
      uncertaintyMs: 1000,
      localAt: () => localAt,
      externalAt,
    };
    const waiting = held.map((field) => ({ field, reason: 'nobody understands it' }));
    return { resourceType: 'TASK', rules, base: baseOf(agreed), local, external, held: waiting, at, clashes };
  });

const baseOf = (values: Fields): Base =>
  Object.fromEntries(Object.entries(values).map(([field, value]) => [field, { value, at, by: 'both' }]));

/** Both sides and what they agree on once everything that the plan says was done. */
function carriedOut(input: ReconcileInput, plan: Plan): ReconcileInput {
  return {
    ...input,
    local: { ...input.local, ...plan.localChanges },
    external: { ...input.external, ...plan.externalChanges },
    base: { ...plan.base, ...baseOf(plan.externalChanges) },
  };
}

export const aboutPlans: readonly Property[] = [
  property(
    'a plan that was carried out leaves an empty plan',
    307,
    situation,
    async (input, { reconcile }) => {
      const again = reconcile(carriedOut(input, reconcile(input)));
      expect([again.localChanges, again.externalChanges]).toEqual([{}, {}]);
    },
  ),
];
