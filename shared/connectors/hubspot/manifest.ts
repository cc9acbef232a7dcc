import type { Manifest } from '../../connector-kit/manifest.ts';

const text = { transform: 'string', direction: 'both' } as const;
const needed = { ...text, required: true } as const;
const clearable = { emptyOverwrites: true } as const;
const notes = { externalField: 'notes', internalField: 'description', ...text, ...clearable } as const;
const person = { transform: { type: 'lookup', resourceType: 'MEMBER' }, direction: 'both' } as const;
const company = {
  externalField: 'company_id',
  internalField: 'committeeId',
  transform: { type: 'lookup', resourceType: 'COMMITTEE' },
  direction: 'both',
} as const;
const moment = {
  transform: { type: 'zoned', zoneField: 'time_zone', as: 'instant' },
  direction: 'both',
} as const;
const all = { create: true, update: true, delete: true, incremental: true, deletions: 'tombstone' } as const;
const limits = 'https://developers.hubspot.com/docs/developer-tooling/platform/usage-guidelines';

/** Facts: https://developers.hubspot.com/docs (API 2026-09, usage guidelines, service keys, webhooks), read 2026-11. */
export const manifest = {
  type: 'HUBSPOT',
  name: 'HubSpot',
  docsUrl: 'https://developers.hubspot.com/docs',
  defaultBaseUrl: 'https://api.hubapi.com',
  auth: [
    {
      authType: 'BEARER_TOKEN',
      fields: [
        {
          name: 'token',
          label: 'Service key or access token',
          help: 'In HubSpot: Development → Keys → Service keys → Create service key, with the permissions that the guide lists. An app’s access token works as well.',
          secret: true,
        },
        {
          name: 'clientSecret',
          label: 'Client secret of the app',
          help: 'Only if an app of yours sends webhooks: on the Auth page of that app.',
          secret: true,
          optional: true,
        },
      ],
    },
    {
      authType: 'OAUTH2',
      grants: [
        {
          grant: 'authorization-code',
          authorizeUrl: 'https://app.hubspot.com/oauth/authorize',
          tokenUrl: 'https://api.hubapi.com/oauth/2026-09/token',
          scopes: [
            'oauth',
            ...['crm.objects.contacts.read', 'crm.objects.contacts.write', 'crm.objects.owners.read'],
            ...['crm.objects.companies.read', 'crm.objects.companies.write'],
            ...['crm.schemas.contacts.read', 'crm.schemas.contacts.write'],
            ...['crm.schemas.companies.read', 'crm.schemas.companies.write'],
          ],
          // The authorize address documents no challenge.
          pkce: 'none',
          clientAuthentication: 'body',
          refresh: 'kept',
          lifetimeSeconds: 1800,
          fields: [
            {
              name: 'clientId',
              label: 'Client ID',
              help: 'On the Auth page of your app in HubSpot. Enter our redirect address and the permissions there.',
              secret: false,
            },
            {
              name: 'clientSecret',
              label: 'Client secret',
              help: 'On the same page; webhooks of the app are checked with it.',
              secret: true,
            },
          ],
        },
      ],
    },
  ],
  settings: [
    {
      name: 'portalId',
      label: 'Account',
      help: 'The HubSpot account of the key.',
      choices: true,
    },
    {
      name: 'timeZone',
      label: 'Time zone',
      help: 'Decides on which day a task is due, since HubSpot keeps moments only.',
      choices: true,
    },
    {
      name: 'ownerId',
      label: 'Owner of new tasks and meetings',
      help: 'The HubSpot user who gets tasks and meetings that are made in BritePool; nobody unless chosen.',
      choices: true,
      optional: true,
    },
    {
      name: 'properties',
      label: 'Further properties',
      help: 'Properties that you want to map besides the usual ones.',
      choices: true,
      many: true,
      optional: true,
    },
    {
      name: 'webhooks',
      label: 'Webhooks',
      help: 'Whether an app of yours sends webhooks. Needs the app’s client secret.',
      choices: true,
      optional: true,
    },
    {
      name: 'plan',
      label: 'Plan',
      help: 'Says how many requests are allowed; those of the smallest plan are kept unless you choose another.',
      choices: false,
      optional: true,
    },
  ],
  streams: [
    {
      name: 'contacts',
      resourceType: 'MEMBER',
      label: 'Contacts',
      can: all,
      personal: ['firstname', 'lastname'],
      fieldMappings: [
        { externalField: 'full_name', internalField: 'name', ...needed },
        { externalField: 'email', internalField: 'email', ...text },
        { externalField: 'phone', internalField: 'phone', ...text, ...clearable },
      ],
    },
    {
      name: 'companies',
      resourceType: 'COMMITTEE',
      label: 'Companies',
      can: all,
      fieldMappings: [
        { externalField: 'name', internalField: 'name', ...needed },
        { externalField: 'description', internalField: 'description', ...text, ...clearable },
      ],
    },
    {
      name: 'company_contacts',
      resourceType: 'COMMITTEE_MEMBER',
      label: 'Contacts of companies',
      can: { create: true, update: false, delete: true, incremental: false, deletions: 'webhook' },
      fieldMappings: [
        { ...company, required: true },
        { externalField: 'contact_id', internalField: 'memberId', ...person, required: true },
      ],
    },
    {
      name: 'tasks',
      resourceType: 'TASK',
      label: 'Tasks',
      can: all,
      fieldMappings: [
        { externalField: 'hs_task_subject', internalField: 'title', ...needed },
        notes,
        {
          externalField: 'hs_task_status',
          internalField: 'status',
          transform: {
            type: 'enum',
            mapping: {
              ...{ NOT_STARTED: 'TODO', IN_PROGRESS: 'IN_PROGRESS', WAITING: 'BLOCKED' },
              ...{ DEFERRED: 'BLOCKED', COMPLETED: 'COMPLETED' },
            },
            outward: {
              ...{ TODO: 'NOT_STARTED', IN_PROGRESS: 'IN_PROGRESS', BLOCKED: 'WAITING' },
              ...{ COMPLETED: 'COMPLETED', CANCELLED: 'COMPLETED' },
            },
          },
          direction: 'both',
        },
        {
          externalField: 'hs_task_priority',
          internalField: 'priority',
          transform: {
            type: 'enum',
            mapping: { LOW: 'LOW', MEDIUM: 'MEDIUM', HIGH: 'HIGH' },
            outward: { LOW: 'LOW', MEDIUM: 'MEDIUM', HIGH: 'HIGH', URGENT: 'HIGH' },
          },
          direction: 'both',
          ...clearable,
        },
        { externalField: 'due_day', internalField: 'dueDate', transform: 'date', direction: 'both' },
        { externalField: 'contact_id', internalField: 'assignedToId', ...person, ...clearable },
        { ...company, ...clearable },
      ],
    },
    {
      name: 'meetings',
      resourceType: 'EVENT',
      label: 'Meetings',
      can: all,
      fieldMappings: [
        { externalField: 'hs_meeting_title', internalField: 'title', ...needed },
        notes,
        { externalField: 'hs_meeting_start_time', internalField: 'startsAt', ...moment, required: true },
        { externalField: 'hs_meeting_end_time', internalField: 'endsAt', ...moment },
        { externalField: 'hs_meeting_location', internalField: 'location', ...text, ...clearable },
        { ...company, ...clearable },
      ],
    },
  ],
  webhooks: { supported: true },
  limits: {
    budgets: [
      {
        scope: 'credential',
        requests: 100,
        seconds: 10,
        note: 'Free and Starter; the search allows 5 a second besides.',
        source: limits,
      },
      {
        scope: 'account',
        requests: 250_000,
        seconds: 86_400,
        note: 'Free and Starter, all keys together; not for OAuth.',
        source: limits,
      },
    ],
    pageSize: 100,
    plans: [
      {
        id: 'professional',
        label: 'Professional',
        budgets: [
          {
            scope: 'credential',
            requests: 190,
            seconds: 10,
            note: 'The search allows 5 a second besides.',
            source: limits,
          },
          {
            scope: 'account',
            requests: 650000,
            seconds: 86400,
            note: 'All keys together; not for OAuth.',
            source: limits,
          },
        ],
      },
      {
        id: 'enterprise',
        label: 'Enterprise',
        budgets: [
          {
            scope: 'credential',
            requests: 190,
            seconds: 10,
            note: 'The search allows 5 a second besides.',
            source: limits,
          },
          {
            scope: 'account',
            requests: 1000000,
            seconds: 86400,
            note: 'All keys together; not for OAuth.',
            source: limits,
          },
        ],
      },
    ],
  },
  cannot: [
    'A service key sends no webhooks: changes are polled for. Webhooks need an app in which somebody enters the address of this integration.',
    'Every task has a due date in HubSpot: one without is due when it is made there, and a due date can be moved, not removed.',
    'A task’s owner in HubSpot is a user, no contact, and stays as it is; assigned to is the associated contact with the smallest record number.',
    'A contact merged into another counts as deleted; without webhooks the weekly comparison finds it.',
    'HubSpot does not say when a contact was associated with a company: every poll reads all contacts, and without webhooks the weekly comparison finds what was taken away. Labels of associations are not synced.',
    'HubSpot has no time entries.',
  ],
  healingPollMinutes: 15,
} as const satisfies Manifest;
