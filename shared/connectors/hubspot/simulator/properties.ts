import type { ObjectType } from '../addresses.ts';

/** One property of the simulated account, as HubSpot describes it. */
export interface Definition {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly fieldType: string;
  readonly groupName: string;
  readonly readOnly: boolean;
  readonly unique: boolean;
  readonly options: readonly string[];
}

const of = (label: string, name: string, type = 'string', more: Partial<Definition> = {}): Definition => ({
  ...{ name, label, type, fieldType: type === 'enumeration' ? 'select' : 'text', groupName: 'information' },
  ...{ readOnly: false, unique: false, options: [] },
  ...more,
});
const choice = (label: string, name: string, options: readonly string[], fieldType = 'select') =>
  of(label, name, 'enumeration', { options, fieldType });
const own = (modified: string): readonly Definition[] => [
  of('Record ID', 'hs_object_id', 'number', { readOnly: true }),
  of('Last modified', modified, 'datetime', { readOnly: true }),
];
const owner = of('Owner', 'hubspot_owner_id', 'enumeration');

export const standard: { readonly [type in ObjectType]: readonly Definition[] } = {
  contacts: [
    ...own('lastmodifieddate'),
    of('Created', 'createdate', 'datetime', { readOnly: true }),
    of('First name', 'firstname'),
    of('Last name', 'lastname'),
    of('Email', 'email', 'string', { unique: true }),
    of('Phone', 'phone', 'phone_number'),
    of('Job title', 'jobtitle'),
    choice('Lifecycle stage', 'lifecyclestage', ['subscriber', 'lead', 'customer']),
    choice('Tools', 'tools', ['spade', 'rake', 'hoe'], 'checkbox'),
    of('Volunteer since', 'volunteer_since', 'date'),
    owner,
  ],
  companies: [
    ...own('hs_lastmodifieddate'),
    of('Created', 'createdate', 'datetime', { readOnly: true }),
    of('Name', 'name'),
    of('Description', 'description'),
    of('Domain', 'domain'),
    of('Phone', 'phone', 'phone_number'),
    owner,
  ],
  tasks: [
    ...own('hs_lastmodifieddate'),
    of('Created', 'hs_createdate', 'datetime', { readOnly: true }),
    of('Title', 'hs_task_subject'),
    of('Notes', 'hs_task_body'),
    choice('Status', 'hs_task_status', ['NOT_STARTED', 'IN_PROGRESS', 'WAITING', 'COMPLETED', 'DEFERRED']),
    choice('Priority', 'hs_task_priority', ['NONE', 'LOW', 'MEDIUM', 'HIGH']),
    choice('Type', 'hs_task_type', ['EMAIL', 'CALL', 'TODO']),
    of('Due', 'hs_timestamp', 'datetime'),
    owner,
  ],
  meetings: [
    ...own('hs_lastmodifieddate'),
    of('Created', 'hs_createdate', 'datetime', { readOnly: true }),
    of('Title', 'hs_meeting_title'),
    of('Notes', 'hs_meeting_body'),
    of('Start', 'hs_meeting_start_time', 'datetime'),
    of('End', 'hs_meeting_end_time', 'datetime'),
    of('Place', 'hs_meeting_location'),
    choice('Outcome', 'hs_meeting_outcome', ['SCHEDULED', 'COMPLETED', 'CANCELED']),
    of('Time', 'hs_timestamp', 'datetime'),
    owner,
  ],
};

/** Properties without which HubSpot makes no such record. */
export const demanded: { readonly [type in ObjectType]: readonly string[] } = {
  ...{ contacts: [], companies: [], tasks: ['hs_timestamp'], meetings: ['hs_meeting_start_time'] },
};

export const shown = ({ readOnly, unique, options, ...rest }: Definition) => ({
  ...rest,
  ...{ description: '', hidden: false, calculated: false, hasUniqueValue: unique, formField: false },
  options: options.map((value, at) => ({ label: value, value, displayOrder: at, hidden: false })),
  modificationMetadata: { archivable: !readOnly, readOnlyDefinition: true, readOnlyValue: readOnly },
});

/** The value as HubSpot keeps it, or why it is none: texts only, times in ISO, dates as days. */
export function kept(definition: Definition, given: string): { readonly value: string | null } | string {
  const { type, fieldType, options } = definition;
  if (given === '') return { value: null };
  if (type === 'datetime') {
    const time = new Date(/^\d+$/.test(given) ? Number(given) : given);
    return Number.isNaN(time.getTime()) ? `${given} was not a valid long` : { value: time.toISOString() };
  }
  if (type === 'date' && !/^\d{4}-\d\d-\d\d$/.test(given)) return `${given} was not a valid date`;
  if (type === 'enumeration' && options.length > 0) {
    const chosen = fieldType === 'checkbox' ? given.split(';') : [given];
    const [wrong] = chosen.filter((item) => !options.includes(item));
    if (wrong !== undefined) return `${wrong} was not one of the allowed options: [${options.join(', ')}]`;
  }
  return { value: given };
}
