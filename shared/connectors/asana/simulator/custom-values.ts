import * as z from 'zod';
import type { Task } from './shapes.ts';

const options = [
  { gid: '1600000000000001', name: 'An hour', enabled: true },
  { gid: '1600000000000002', name: 'A day', enabled: true },
  { gid: '1600000000000003', name: 'Forever', enabled: false },
];
const effort = { gid: '1500000000000001', name: 'Effort', resource_subtype: 'enum', enum_options: options };
const age = {
  ...{ gid: '1500000000000002', name: 'Age in days', resource_subtype: 'number' },
  is_formula_field: true,
};
/** Two custom fields of the practice project: a choice, and one that a formula fills. */
export const customFields = [
  { gid: '1400000000000001', custom_field: effort },
  { gid: '1400000000000002', custom_field: age },
];

const values = z.record(z.string(), z.unknown());

/** Why these values are refused: unknown fields, formulas, choices that there are not. */
export function problemWithCustom(body: unknown): string | undefined {
  if (body === undefined) return undefined;
  const parsed = values.safeParse(body);
  if (!parsed.success) return 'custom_fields: Not an object';
  for (const [gid, value] of Object.entries(parsed.data)) {
    if (gid === age.gid) return `custom_fields: ${gid} is read only`;
    if (gid !== effort.gid) return `custom_fields: Custom field with ID ${gid} is not on given object`;
    if (value !== null && !options.some((option) => option.enabled && option.gid === value))
      return `custom_fields: Not a valid enum option: ${String(value)}`;
  }
  return undefined;
}

/** Values that were found to be good. */
export const given = (body: unknown): Task['custom'] =>
  z.record(z.string(), z.nullable(z.string())).catch({}).parse(body);

/** A task as the API shows it: all custom fields of its project, with or without a value. */
export function shownTask({ custom, ...task }: Task) {
  const chosen = options.find(({ gid }) => gid === custom[effort.gid]) ?? null;
  const { enum_options: _options, ...field } = effort;
  return {
    ...task,
    custom_fields: [
      { ...field, enum_value: chosen, display_value: chosen?.name ?? null },
      { ...age, number_value: 3, display_value: '3' },
    ],
  };
}
