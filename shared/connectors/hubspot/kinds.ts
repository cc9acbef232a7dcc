import type { Call } from '../../connector-kit/connector.ts';
import { htmlOf, textOf } from '../../connector-kit/html-text.ts';
import type { ExternalData } from '../../domain/external.ts';
import type { FieldValue } from '../../domain/values.ts';
import type { ObjectType } from './addresses.ts';
import { dayOf, momentOf } from './days.ts';
import { fullName, nameParts } from './names.ts';
import type { Properties, Settings } from './schema.ts';

type Values = { readonly [name: string]: FieldValue };
type LinkedType = 'contacts' | 'companies';
/** Ids of associated records, the smallest first. */
export type Links = { readonly [type in LinkedType]?: readonly string[] };

/** One type of object: what is asked of it, and what is made of its properties on the way in and out. */
export interface Kind {
  readonly type: ObjectType;
  readonly what: string;
  readonly properties: readonly string[];
  readonly modified: 'lastmodifieddate' | 'hs_lastmodifieddate';
  /** Fields of ours that are associations, with the type they lead to and the id of HubSpot's own association. */
  readonly links: {
    readonly [field: string]: { readonly to: LinkedType; readonly typeId: number };
  };
  /** Custom properties with unique values are documented for contacts and companies. */
  readonly stamped: boolean;
  /** Fields beside the properties. */
  readonly derive: (properties: Properties, settings: Settings) => ExternalData;
  /** Properties to write instead of this field; `undefined` where it is one of HubSpot's own. */
  readonly write: {
    readonly [field: string]: (value: FieldValue, before: Properties, call: Call<Settings>) => Values;
  };
  /** What HubSpot demands of a new record besides. */
  readonly defaults?: (call: Call<Settings>) => Values;
}

const html =
  (name: string): Kind['write'][string] =>
  (value) => ({ [name]: typeof value === 'string' ? htmlOf(value) : '' });
const owner = ({ settings }: Call<Settings>): Values =>
  settings.ownerId === undefined ? {} : { hubspot_owner_id: settings.ownerId };

export const contacts: Kind = {
  type: 'contacts',
  what: 'contact',
  properties: ['firstname', 'lastname', 'email', 'phone', 'jobtitle', 'lifecyclestage'],
  modified: 'lastmodifieddate',
  links: {},
  stamped: true,
  derive: (properties) => ({ full_name: fullName(properties) }),
  write: {
    full_name: (value, before) => (typeof value === 'string' ? nameParts(value, before) : {}),
  },
};

export const companies: Kind = {
  type: 'companies',
  what: 'company',
  properties: ['name', 'description', 'domain', 'phone'],
  modified: 'hs_lastmodifieddate',
  links: {},
  stamped: true,
  derive: () => ({}),
  write: {},
};

export const tasks: Kind = {
  type: 'tasks',
  what: 'task',
  properties: [
    ...['hs_task_subject', 'hs_task_body', 'hs_task_status', 'hs_task_priority', 'hs_task_type'],
    ...['hs_timestamp', 'hubspot_owner_id'],
  ],
  modified: 'hs_lastmodifieddate',
  links: { contact_id: { to: 'contacts', typeId: 204 }, company_id: { to: 'companies', typeId: 192 } },
  stamped: false,
  derive: ({ hs_task_body, hs_timestamp, hs_task_priority }, { timeZone }) => ({
    notes: textOf(hs_task_body),
    due_day: dayOf(hs_timestamp, timeZone),
    hs_task_priority: hs_task_priority === 'NONE' ? null : (hs_task_priority ?? null),
  }),
  write: {
    notes: html('hs_task_body'),
    // A task without a due date does not exist at HubSpot: the one that it has stays.
    due_day: (value, { hs_timestamp }, { settings: { timeZone } }): Values =>
      typeof value === 'string' ? { hs_timestamp: momentOf(value, hs_timestamp, timeZone) ?? null } : {},
    hs_task_priority: (value) => ({ hs_task_priority: value ?? 'NONE' }),
  },
  defaults: (call) => ({ hs_timestamp: call.now().toISOString(), hs_task_type: 'TODO', ...owner(call) }),
};

export const meetings: Kind = {
  type: 'meetings',
  what: 'meeting',
  properties: [
    ...['hs_meeting_title', 'hs_meeting_body', 'hs_meeting_start_time', 'hs_meeting_end_time'],
    ...['hs_meeting_location', 'hs_meeting_outcome', 'hs_timestamp', 'hubspot_owner_id'],
  ],
  modified: 'hs_lastmodifieddate',
  links: { company_id: { to: 'companies', typeId: 188 } },
  stamped: false,
  derive: ({ hs_meeting_body }, { timeZone }) => ({ notes: textOf(hs_meeting_body), time_zone: timeZone }),
  write: {
    notes: html('hs_meeting_body'),
    time_zone: () => ({}),
    // The time-line shows a meeting at this moment.
    hs_meeting_start_time: (value) => ({ hs_meeting_start_time: value, hs_timestamp: value }),
  },
  defaults: (call) => owner(call),
};
