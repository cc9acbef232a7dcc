import type { FieldMapping } from '../../domain/field-mapping.ts';

/** How Harvest's fields are ours, until an admin says otherwise. */
export const fieldMappings = {
  users: [
    {
      externalField: 'full_name',
      internalField: 'name',
      transform: 'string',
      direction: 'in',
      required: true,
    },
    { externalField: 'email', internalField: 'email', transform: 'string', direction: 'in' },
    {
      externalField: 'is_active',
      internalField: 'status',
      transform: { type: 'enum', mapping: { true: 'ACTIVE', false: 'INACTIVE' } },
      direction: 'in',
    },
  ],
  timeEntries: [
    {
      externalField: 'user.id',
      internalField: 'memberId',
      transform: { type: 'lookup', resourceType: 'MEMBER' },
      direction: 'both',
      required: true,
    },
    {
      externalField: 'spent_date',
      internalField: 'date',
      transform: 'date',
      direction: 'both',
      required: true,
    },
    {
      externalField: 'hours',
      internalField: 'minutes',
      transform: { type: 'named', name: 'hoursToMinutes' },
      direction: 'both',
    },
    {
      externalField: 'notes',
      internalField: 'description',
      transform: 'string',
      direction: 'both',
      emptyOverwrites: true,
    },
    { externalField: 'billable', internalField: 'billable', transform: 'boolean', direction: 'in' },
    { externalField: 'is_running', internalField: 'running', transform: 'boolean', direction: 'in' },
    { externalField: 'is_locked', internalField: 'locked', transform: 'boolean', direction: 'in' },
  ],
} as const satisfies { readonly [stream: string]: readonly FieldMapping[] };
