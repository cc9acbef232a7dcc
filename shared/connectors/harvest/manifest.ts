import type { Manifest } from '../../connector-kit/manifest.ts';

/** Facts: https://help.getharvest.com/api-v2/ (introduction, authentication, time entries, users), read 2026-11. */
export const manifest = {
  type: 'HARVEST',
  name: 'Harvest',
  docsUrl: 'https://help.getharvest.com/api-v2/',
  defaultBaseUrl: 'https://api.harvestapp.com/v2',
  otherOrigins: ['https://id.getharvest.com'],
  auth: [
    {
      authType: 'BEARER_TOKEN',
      fields: [
        {
          name: 'token',
          label: 'Personal access token',
          help: 'In Harvest ID (id.getharvest.com): Developers → Create new personal access token. Use an administrator’s account.',
          secret: true,
        },
      ],
    },
    {
      authType: 'OAUTH2',
      grants: [
        {
          grant: 'authorization-code',
          authorizeUrl: 'https://id.getharvest.com/oauth2/authorize',
          tokenUrl: 'https://id.getharvest.com/api/v2/oauth2/token',
          scopes: ['harvest:all'],
          pkce: 'none',
          clientAuthentication: 'body',
          // Not documented; what comes back is stored, so that either is fine.
          refresh: 'rotating',
          fields: [
            {
              name: 'clientId',
              label: 'Client ID',
              help: 'In Harvest ID: Developers → Create new OAuth2 application. Enter our redirect address there.',
              secret: false,
            },
            {
              name: 'clientSecret',
              label: 'Client secret',
              help: 'On the same page, below the client ID.',
              secret: true,
            },
          ],
        },
      ],
    },
  ],
  settings: [
    {
      name: 'accountId',
      label: 'Account',
      help: 'The Harvest account whose people and time entries are synced.',
      choices: true,
    },
    {
      name: 'projectId',
      label: 'Project for new entries',
      help: 'Time that is logged in BritePool is entered under this project.',
      choices: true,
      after: ['accountId'],
    },
    {
      name: 'taskId',
      label: 'Kind of work for new entries',
      help: 'Harvest calls it a task: the kind of work of that project.',
      choices: true,
      after: ['accountId', 'projectId'],
    },
  ],
  streams: [
    {
      name: 'users',
      resourceType: 'MEMBER',
      label: 'People of the account',
      can: { create: false, update: false, delete: false, incremental: true, deletions: 'full-comparison' },
      fieldMappings: [
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
    },
    {
      name: 'time_entries',
      resourceType: 'PARTICIPATION_LOG',
      label: 'Time entries',
      can: { create: true, update: true, delete: true, incremental: true, deletions: 'full-comparison' },
      fieldMappings: [
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
    },
  ],
  webhooks: { supported: false, why: 'Harvest has no webhooks: it is asked every 15 minutes what changed.' },
  limits: {
    budgets: [
      {
        scope: 'credential',
        requests: 100,
        seconds: 15,
        note: 'Every request within the time begins it anew, so it has to stop for all of it.',
        source: 'https://help.getharvest.com/api-v2/introduction/overview/general/',
      },
    ],
    pageSize: 100,
  },
  cannot: [
    'Harvest has no webhooks; changes are found every 15 minutes.',
    'Harvest does not say what was deleted; the weekly comparison finds it by reading each missing entry.',
    'People are invited in Harvest itself; they come into BritePool only.',
    'Harvest’s tasks are kinds of work, not to-dos: BritePool tasks are not synced.',
    'Start and end of an entry are wall-clock texts without a zone; only the day and the duration are synced.',
    'Accounts that track start and end times (Settings → Preferences) take no new entries from BritePool.',
  ],
  healingPollMinutes: 15,
} as const satisfies Manifest;
