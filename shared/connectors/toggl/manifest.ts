import type { Manifest } from '../../connector-kit/manifest.ts';

/** Facts: https://engineering.toggl.com/docs/ (tracking, reports, webhooks), support articles 11484112 and 11623558, read 2026-11. */
export const manifest = {
  type: 'TOGGL',
  name: 'Toggl Track',
  docsUrl: 'https://engineering.toggl.com/docs/',
  defaultBaseUrl: 'https://api.track.toggl.com/api/v9',
  otherOrigins: ['https://api.track.toggl.com'],
  auth: [
    {
      authType: 'API_KEY',
      fields: [
        {
          name: 'apiToken',
          label: 'API token',
          help: 'In Toggl Track: Profile settings → API token, at the bottom of the page. Use the account of an administrator of the workspace.',
          secret: true,
        },
      ],
    },
  ],
  settings: [
    {
      name: 'workspaceId',
      label: 'Workspace',
      help: 'The workspace whose people and time entries are synced.',
      choices: true,
    },
    {
      name: 'projectIds',
      label: 'Projects',
      help: 'Tasks of these projects are synced; new tasks and time entries are made in the first.',
      choices: true,
      many: true,
      after: ['workspaceId'],
    },
    {
      name: 'timeZone',
      label: 'Time zone',
      help: 'Decides on which day an entry falls, since Toggl Track keeps moments only.',
      choices: true,
    },
    {
      name: 'startDate',
      label: 'First day',
      help: 'Time entries from this day on are synced, like 2026-01-01. Each year since then costs one more request per look.',
      choices: false,
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
      can: { create: false, update: false, delete: false, incremental: false, deletions: 'full-comparison' },
      fieldMappings: [
        {
          externalField: 'fullname',
          internalField: 'name',
          transform: 'string',
          direction: 'in',
          required: true,
        },
        { externalField: 'email', internalField: 'email', transform: 'string', direction: 'in' },
        {
          externalField: 'inactive',
          internalField: 'status',
          transform: { type: 'enum', mapping: { false: 'ACTIVE', true: 'INACTIVE' } },
          direction: 'in',
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
          externalField: 'active',
          internalField: 'status',
          transform: {
            type: 'enum',
            mapping: { true: 'IN_PROGRESS', false: 'COMPLETED' },
            outward: {
              ...{ TODO: 'true', IN_PROGRESS: 'true', BLOCKED: 'true' },
              ...{ COMPLETED: 'false', CANCELLED: 'false' },
            },
          },
          direction: 'both',
        },
        {
          externalField: 'user_id',
          internalField: 'assignedToId',
          transform: { type: 'lookup', resourceType: 'MEMBER' },
          direction: 'both',
          emptyOverwrites: true,
        },
        {
          externalField: 'estimated_seconds',
          internalField: 'estimatedMinutes',
          transform: { type: 'named', name: 'secondsToMinutes' },
          direction: 'both',
        },
      ],
    },
    {
      name: 'time_entries',
      resourceType: 'PARTICIPATION_LOG',
      label: 'Time entries',
      can: { create: true, update: true, delete: true, incremental: true, deletions: 'webhook' },
      fieldMappings: [
        {
          externalField: 'user_id',
          internalField: 'memberId',
          transform: { type: 'lookup', resourceType: 'MEMBER' },
          direction: 'both',
          required: true,
        },
        {
          externalField: 'day',
          internalField: 'date',
          transform: 'date',
          direction: 'both',
          required: true,
        },
        { externalField: 'start', internalField: 'startedAt', transform: 'instant', direction: 'both' },
        { externalField: 'stop', internalField: 'endedAt', transform: 'instant', direction: 'both' },
        {
          externalField: 'duration',
          internalField: 'minutes',
          transform: { type: 'named', name: 'secondsToMinutes' },
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
          externalField: 'taskKey',
          internalField: 'taskId',
          transform: { type: 'lookup', resourceType: 'TASK' },
          direction: 'both',
          emptyOverwrites: true,
        },
        { externalField: 'billable', internalField: 'billable', transform: 'boolean', direction: 'both' },
        { externalField: 'running', internalField: 'running', transform: 'boolean', direction: 'in' },
      ],
    },
  ],
  webhooks: { supported: true },
  limits: {
    budgets: [
      {
        scope: 'credential',
        requests: 30,
        seconds: 3600,
        note: 'The free plan, for each person and organisation; Starter has 240, Premium 600.',
        source: 'https://support.toggl.com/en/articles/11484112-api-webhook-limits',
      },
      {
        scope: 'credential',
        requests: 60,
        seconds: 60,
        note: 'A leaking bucket: about one request each second.',
        source: 'https://engineering.toggl.com/docs/',
      },
    ],
    pageSize: 200,
    plans: [
      {
        id: 'starter',
        label: 'Starter',
        budgets: [
          {
            scope: 'credential',
            requests: 240,
            seconds: 3600,
            note: 'For each person and organisation.',
            source: 'https://support.toggl.com/en/articles/11484112-api-webhook-limits',
          },
          {
            scope: 'credential',
            requests: 60,
            seconds: 60,
            note: 'A leaking bucket: about one request each second.',
            source: 'https://engineering.toggl.com/docs/',
          },
        ],
      },
      {
        id: 'premium',
        label: 'Premium or Enterprise',
        budgets: [
          {
            scope: 'credential',
            requests: 600,
            seconds: 3600,
            note: 'For each person and organisation.',
            source: 'https://support.toggl.com/en/articles/11484112-api-webhook-limits',
          },
          {
            scope: 'credential',
            requests: 60,
            seconds: 60,
            note: 'A leaking bucket: about one request each second.',
            source: 'https://engineering.toggl.com/docs/',
          },
        ],
      },
    ],
  },
  cannot: [
    'The free plan allows 30 requests an hour: a large first import takes hours, and BritePool looks once an hour.',
    'Tasks need a paid plan: without one, leave tasks out of what is synced, or every run ends with Toggl’s refusal.',
    'Toggl Track has no list of what changed for a whole workspace: the report since the first day is read and compared.',
    'People are invited in Toggl Track itself; they come into BritePool only.',
    'An entry cannot be moved to another person.',
    'Tasks have no description and no due date in Toggl Track.',
    'Groups (paid plans) are not synced yet; Toggl Track has no events.',
  ],
  healingPollMinutes: 60,
} as const satisfies Manifest;
