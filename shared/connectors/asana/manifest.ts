import type { Manifest } from '../../connector-kit/manifest.ts';

/**
 * Facts: https://developers.asana.com/docs (rate limits, webhooks guide, OAuth) and /reference (teams, team memberships, time
 * tracking entries), read 2026-11.
 */
export const manifest = {
  type: 'ASANA',
  name: 'Asana',
  docsUrl: 'https://developers.asana.com/docs',
  defaultBaseUrl: 'https://app.asana.com/api/1.0',
  auth: [
    {
      authType: 'BEARER_TOKEN',
      fields: [
        {
          name: 'token',
          label: 'Personal access token',
          help: 'In Asana: Settings → Apps → Manage developer apps → Create new token. Use an account kept for the sync.',
          secret: true,
        },
      ],
    },
    {
      authType: 'OAUTH2',
      grants: [
        {
          grant: 'authorization-code',
          authorizeUrl: 'https://app.asana.com/-/oauth_authorize',
          tokenUrl: 'https://app.asana.com/-/oauth_token',
          // An app is registered either for this or for granular scopes; only this one may write webhooks and time.
          scopes: ['default'],
          pkce: 'S256',
          clientAuthentication: 'body',
          refresh: 'kept',
          lifetimeSeconds: 3600,
          fields: [
            {
              name: 'clientId',
              label: 'Client ID',
              help: 'In Asana: Settings → Apps → Manage developer apps → your app → OAuth. Enter our redirect address there.',
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
      name: 'workspaceGid',
      label: 'Workspace',
      help: 'The workspace or organisation whose people, teams and time entries are synced.',
      choices: true,
    },
    {
      name: 'projectGids',
      label: 'Projects',
      help: 'Tasks of these projects are synced; new ones are made in the first.',
      choices: true,
      many: true,
      after: ['workspaceGid'],
    },
    {
      ...{ name: 'teamGids', label: 'Teams', choices: true, many: true, optional: true },
      help: 'These teams become committees; all of the workspace unless you choose some.',
      after: ['workspaceGid'],
    },
    {
      ...{ name: 'startDate', label: 'First day of time entries', choices: false, optional: true },
      help: 'Time entries from this day on are synced, like 2026-01-01; all of them unless you give one. Every look reads them all, 100 with a request.',
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
      label: 'People of the workspace',
      can: { create: false, update: false, delete: false, incremental: false, deletions: 'none' },
      fieldMappings: [
        {
          externalField: 'name',
          internalField: 'name',
          transform: 'string',
          direction: 'in',
          required: true,
        },
        { externalField: 'email', internalField: 'email', transform: 'string', direction: 'in' },
      ],
    },
    {
      name: 'teams',
      resourceType: 'COMMITTEE',
      label: 'Teams',
      can: { create: true, update: true, delete: false, incremental: false, deletions: 'full-comparison' },
      fieldMappings: [
        {
          externalField: 'name',
          internalField: 'name',
          transform: 'string',
          direction: 'both',
          required: true,
        },
        {
          externalField: 'description',
          internalField: 'description',
          transform: 'string',
          direction: 'both',
          emptyOverwrites: true,
        },
      ],
    },
    {
      name: 'team_members',
      resourceType: 'COMMITTEE_MEMBER',
      label: 'Members of teams',
      can: { create: true, update: false, delete: true, incremental: false, deletions: 'webhook' },
      fieldMappings: [
        {
          externalField: 'team.gid',
          internalField: 'committeeId',
          transform: { type: 'lookup', resourceType: 'COMMITTEE' },
          direction: 'both',
          required: true,
        },
        {
          externalField: 'user.gid',
          internalField: 'memberId',
          transform: { type: 'lookup', resourceType: 'MEMBER' },
          direction: 'both',
          required: true,
        },
      ],
    },
    {
      name: 'tasks',
      resourceType: 'TASK',
      label: 'Tasks of the chosen projects',
      can: { create: true, update: true, delete: true, incremental: true, deletions: 'webhook' },
      fieldMappings: [
        {
          externalField: 'name',
          internalField: 'title',
          transform: 'string',
          direction: 'both',
          required: true,
        },
        {
          externalField: 'notes',
          internalField: 'description',
          transform: 'string',
          direction: 'both',
          emptyOverwrites: true,
        },
        {
          externalField: 'completed',
          internalField: 'status',
          transform: {
            type: 'enum',
            mapping: { true: 'COMPLETED', false: 'IN_PROGRESS' },
            outward: {
              COMPLETED: 'true',
              CANCELLED: 'true',
              TODO: 'false',
              IN_PROGRESS: 'false',
              BLOCKED: 'false',
            },
          },
          direction: 'both',
        },
        {
          externalField: 'due_on',
          internalField: 'dueDate',
          transform: 'date',
          direction: 'both',
          emptyOverwrites: true,
        },
        {
          externalField: 'start_on',
          internalField: 'startDate',
          transform: 'date',
          direction: 'in',
          emptyOverwrites: true,
        },
        {
          externalField: 'assignee.gid',
          internalField: 'assignedToId',
          transform: { type: 'lookup', resourceType: 'MEMBER' },
          direction: 'in',
          emptyOverwrites: true,
        },
        {
          externalField: 'tags',
          internalField: 'tags',
          transform: { type: 'set', item: 'name' },
          direction: 'in',
          emptyOverwrites: true,
        },
      ],
    },
    {
      name: 'time_entries',
      resourceType: 'PARTICIPATION_LOG',
      label: 'Time entries of the workspace',
      can: { create: true, update: true, delete: true, incremental: false, deletions: 'full-comparison' },
      fieldMappings: [
        {
          externalField: 'created_by.gid',
          internalField: 'memberId',
          transform: { type: 'lookup', resourceType: 'MEMBER' },
          direction: 'both',
          required: true,
        },
        {
          externalField: 'entered_on',
          internalField: 'date',
          transform: 'date',
          direction: 'both',
          required: true,
        },
        {
          externalField: 'duration_minutes',
          internalField: 'minutes',
          transform: 'number',
          direction: 'both',
        },
        {
          externalField: 'description',
          internalField: 'description',
          transform: 'string',
          direction: 'both',
          emptyOverwrites: true,
        },
        {
          externalField: 'task.gid',
          internalField: 'taskId',
          transform: { type: 'lookup', resourceType: 'TASK' },
          direction: 'both',
        },
        { externalField: 'billable', internalField: 'billable', transform: 'boolean', direction: 'both' },
        { externalField: 'approved', internalField: 'locked', transform: 'boolean', direction: 'in' },
      ],
    },
  ],
  webhooks: { supported: true },
  limits: {
    budgets: [
      {
        scope: 'credential',
        requests: 150,
        seconds: 60,
        note: 'free domains; paid ones have 1,500. Refused requests count, and a cost quota stands beside it.',
        source: 'https://developers.asana.com/docs/rate-limits',
      },
    ],
    pageSize: 100,
    plans: [
      {
        id: 'paid',
        label: 'Starter, Advanced or Enterprise',
        budgets: [
          {
            scope: 'credential',
            requests: 1500,
            seconds: 60,
            note: 'Paid domains. Refused requests count, and a cost quota stands beside it.',
            source: 'https://developers.asana.com/docs/rate-limits',
          },
        ],
      },
    ],
  },
  cannot: [
    'People cannot be created or changed in Asana; they come into BritePool only.',
    'Asana does not list deleted tasks; deletions are learnt from its webhooks.',
    'Asana’s webhooks are delivered at most once; a poll every 15 minutes finds what they missed.',
    'Teams exist in organisations only, and Asana has no request that deletes one: a committee that is deleted here stays there.',
    'Only members of a team can change who belongs to it: the account of the sync must be one of them.',
    'Asana does not say what changed in teams and time entries: every look reads them all; deleted ones are found by the weekly comparison.',
    'Time entries need a plan with time tracking. A new one always belongs to the account of the sync and to a task; those of others come in only.',
    'Time entries have a day and a duration, no time of day.',
    'Asana has no events; milestones and tasks with dates stay tasks.',
  ],
  healingPollMinutes: 15,
} as const satisfies Manifest;
