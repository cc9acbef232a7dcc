import type { Manifest } from '../../connector-kit/manifest.ts';
import type { FieldMapping, Transform } from '../../domain/field-mapping.ts';
import type { ResourceType } from '../../domain/resources.ts';

const map = (
  externalField: string,
  internalField: string,
  transform: Transform,
  direction: 'in' | 'both',
  more: Partial<FieldMapping> = {},
): FieldMapping => ({ externalField, internalField, transform, direction, ...more });
const [required, emptyOverwrites] = [{ required: true }, { emptyOverwrites: true }];
const lookup = (resourceType: ResourceType) => ({ type: 'lookup', resourceType }) as const;

const everything = {
  create: true,
  update: true,
  delete: true,
  incremental: true,
  deletions: 'feed',
} as const;
const nothing = { create: false, update: false, delete: false, incremental: false } as const;
const seats = { ...nothing, create: true, delete: true, deletions: 'full-comparison' } as const;
const title = map('name', 'title', 'string', 'both', required);
const notes = map('notes', 'description', 'string', 'both', emptyOverwrites);
const standing: Transform = {
  type: 'enum',
  mapping: { ACTIVE: 'ACTIVE', PENDING: 'INACTIVE', INACTIVE: 'INACTIVE' },
};
const status: Transform = {
  type: 'enum',
  mapping: {
    ...{ '(empty)': 'TODO', 'Not Started': 'TODO', 'Working on it': 'IN_PROGRESS' },
    ...{ Stuck: 'BLOCKED', Done: 'COMPLETED' },
  },
  outward: { TODO: '(empty)', CANCELLED: 'Done' },
};
const limits = 'https://developer.monday.com/api-reference/docs/rate-limits';

/** Facts: https://developer.monday.com/api-reference (2026-10: rate limits, webhooks, columns, errors), read 2026-11. */
export const manifest = {
  type: 'MONDAY',
  name: 'monday.com',
  docsUrl: 'https://developer.monday.com/api-reference',
  defaultBaseUrl: 'https://api.monday.com',
  auth: [
    {
      authType: 'API_KEY',
      fields: [
        {
          name: 'token',
          label: 'API token',
          help: 'Your picture → Developers → API access tokens → Show. Use an account kept for the sync; viewers have none.',
          secret: true,
        },
      ],
    },
    {
      authType: 'OAUTH2',
      grants: [
        {
          grant: 'authorization-code',
          authorizeUrl: 'https://auth.monday.com/oauth2/authorize',
          // The flow of 2026; the older one hands out tokens that never end. Each version of an app has one of them.
          tokenUrl: 'https://auth.monday.com/oauth_ms/oauth/token',
          scopes: [
            ...['me:read', 'account:read', 'boards:read', 'boards:write', 'workspaces:read', 'users:read'],
            ...['teams:read', 'teams:write', 'webhooks:read', 'webhooks:write'],
          ],
          pkce: 'S256',
          clientAuthentication: 'body',
          encoding: 'json',
          refresh: 'rotating',
          expiryInToken: true,
          lifetimeSeconds: 3600,
          fields: [
            {
              name: 'clientId',
              label: 'Client ID',
              help: 'Your picture → Developers → your app → OAuth & permissions. Switch "New OAuth flow" on and enter our redirect address there.',
              secret: false,
            },
            {
              name: 'clientSecret',
              label: 'Client secret',
              help: 'On the app’s page: General settings → App credentials.',
              secret: true,
            },
            {
              name: 'signingSecret',
              label: 'Signing secret',
              help: 'On the same page. monday.com signs with it what it sends.',
              secret: true,
              optional: true,
            },
          ],
        },
      ],
    },
  ],
  settings: [
    {
      name: 'boardIds',
      label: 'Boards',
      help: 'Their items are tasks; new ones are made on the first.',
      choices: true,
      many: true,
    },
    {
      name: 'groupId',
      label: 'Group for new tasks',
      help: 'On the first board; its top group unless chosen.',
      choices: true,
      after: ['boardIds'],
      optional: true,
    },
    {
      name: 'eventBoardIds',
      label: 'Boards of events',
      help: 'Their items with a date and a time are events.',
      ...{ choices: true, many: true, optional: true },
    },
    {
      name: 'timeBoardIds',
      label: 'Boards of hours',
      help: 'Their items are participation logs: people, date, hours (numbers).',
      ...{ choices: true, many: true, optional: true },
    },
    {
      name: 'columns',
      label: 'Columns to use',
      help: 'Where a board has several of a kind, e.g. status: the one that is meant. The first unless chosen.',
      ...{ choices: true, many: true, after: ['boardIds'], optional: true },
    },
    {
      name: 'timeZone',
      label: 'Time zone',
      help: 'In which a date with a time of day is meant, e.g. Europe/Berlin. UTC unless said.',
      choices: false,
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
      name: 'users',
      resourceType: 'MEMBER',
      label: 'People of the account',
      can: { ...nothing, deletions: 'full-comparison' },
      fieldMappings: [
        map('name', 'name', 'string', 'in', required),
        map('email', 'email', 'string', 'in'),
        map('mobile_phone', 'phone', 'string', 'in'),
        map('status', 'status', standing, 'in'),
      ],
    },
    {
      name: 'teams',
      resourceType: 'COMMITTEE',
      label: 'Teams',
      can: seats,
      fieldMappings: [map('name', 'name', 'string', 'both', required)],
    },
    {
      name: 'team_members',
      resourceType: 'COMMITTEE_MEMBER',
      label: 'Members of teams',
      can: seats,
      fieldMappings: [
        map('team_id', 'committeeId', lookup('COMMITTEE'), 'both', required),
        map('user_id', 'memberId', lookup('MEMBER'), 'both', required),
      ],
    },
    {
      name: 'items',
      resourceType: 'TASK',
      label: 'Items of the boards',
      can: everything,
      fieldMappings: [
        title,
        notes,
        map('status', 'status', status, 'both'),
        map('day', 'dueDate', 'date', 'both', emptyOverwrites),
        map('timeline.from', 'startDate', 'date', 'in'),
        map('assignee', 'assignedToId', lookup('MEMBER'), 'both', emptyOverwrites),
        map('labels', 'tags', { type: 'set' }, 'in', emptyOverwrites),
      ],
    },
    {
      name: 'events',
      resourceType: 'EVENT',
      label: 'Events on boards',
      can: everything,
      fieldMappings: [
        title,
        notes,
        map('starts', 'startsAt', { type: 'zoned', zoneField: 'time_zone', as: 'instant' }, 'both', required),
      ],
    },
    {
      name: 'time_entries',
      resourceType: 'PARTICIPATION_LOG',
      label: 'Hours on boards',
      can: everything,
      fieldMappings: [
        map('name', 'description', 'string', 'both', emptyOverwrites),
        map('assignee', 'memberId', lookup('MEMBER'), 'both', required),
        map('day', 'date', 'date', 'both', required),
        map('hours', 'minutes', { type: 'named', name: 'hoursToMinutes' }, 'both'),
      ],
    },
  ],
  webhooks: { supported: true },
  limits: {
    budgets: [
      {
        scope: 'account',
        requests: 1000,
        seconds: 60,
        note: 'Pro 2,500, Enterprise 5,000.',
        source: limits,
      },
      {
        scope: 'account',
        requests: 1000,
        seconds: 86_400,
        fixed: true,
        note: 'From midnight UTC; Pro 10,000, Enterprise 25,000.',
        source: limits,
      },
    ],
    pageSize: 500,
    plans: [
      {
        id: 'pro',
        label: 'Pro',
        budgets: [
          { scope: 'account', requests: 2500, seconds: 60, note: 'Of the whole account.', source: limits },
          {
            scope: 'account',
            requests: 10000,
            seconds: 86400,
            fixed: true,
            note: 'From midnight UTC.',
            source: limits,
          },
        ],
      },
      {
        id: 'enterprise',
        label: 'Enterprise',
        budgets: [
          { scope: 'account', requests: 5000, seconds: 60, note: 'Of the whole account.', source: limits },
          {
            scope: 'account',
            requests: 25000,
            seconds: 86400,
            fixed: true,
            note: 'From midnight UTC.',
            source: limits,
          },
        ],
      },
    ],
  },
  cannot: [
    'Small plans allow 1,000 calls a day: changes come by webhook, and an hourly look finds what was missed.',
    'What a board has no column for (status, date, people, long text) stays in BritePool.',
    'A label that the field mapping does not know waits until you say what it means.',
    'People are invited in monday.com; they come in only. Teams are not renamed from here.',
    'Subitems, updates and files are not synced; calculated columns are read only.',
    'Nobody may write time tracking columns: hours are items of a board of their own.',
    'An item without a time of day is no event, and an event has no end there.',
    'No key of ours is kept: after a lost answer a new item is looked for by its values.',
    'Webhooks of a personal token are not signed; a secret in their address tells them.',
  ],
  healingPollMinutes: 60,
} as const satisfies Manifest;
