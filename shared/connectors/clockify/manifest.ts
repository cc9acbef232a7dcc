import type { Manifest } from '../../connector-kit/manifest.ts';

/** Facts: https://docs.clockify.me (API v1) and https://clockify.me/help/administration/api-webhook-settings, read 2026-11. */
export const manifest = {
  type: 'CLOCKIFY',
  name: 'Clockify',
  docsUrl: 'https://docs.clockify.me',
  defaultBaseUrl: 'https://api.clockify.me/api/v1',
  auth: [
    {
      authType: 'API_KEY',
      fields: [
        {
          name: 'apiKey',
          label: 'API key',
          help: 'In Clockify: your picture → Preferences → Advanced → Manage API keys → Generate new. Use an owner’s or administrator’s account; a workspace with an address of its own needs a key made there.',
          secret: true,
        },
      ],
    },
  ],
  settings: [
    {
      name: 'workspaceId',
      label: 'Workspace',
      help: 'The workspace whose people, groups and time entries are synced.',
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
      help: 'Decides on which day an entry falls, since Clockify keeps moments only.',
      choices: true,
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
          externalField: 'name',
          internalField: 'name',
          transform: 'string',
          direction: 'in',
          required: true,
        },
        { externalField: 'email', internalField: 'email', transform: 'string', direction: 'in' },
        {
          externalField: 'membershipStatus',
          internalField: 'status',
          transform: {
            type: 'enum',
            mapping: { ACTIVE: 'ACTIVE', PENDING: 'INACTIVE', INACTIVE: 'INACTIVE', DECLINED: 'INACTIVE' },
          },
          direction: 'in',
        },
      ],
    },
    {
      name: 'user_groups',
      resourceType: 'COMMITTEE',
      label: 'Groups',
      can: { create: true, update: true, delete: true, incremental: false, deletions: 'full-comparison' },
      fieldMappings: [
        {
          externalField: 'name',
          internalField: 'name',
          transform: 'string',
          direction: 'both',
          required: true,
        },
      ],
    },
    {
      name: 'group_members',
      resourceType: 'COMMITTEE_MEMBER',
      label: 'Members of groups',
      can: { create: true, update: false, delete: true, incremental: false, deletions: 'full-comparison' },
      fieldMappings: [
        {
          externalField: 'groupId',
          internalField: 'committeeId',
          transform: { type: 'lookup', resourceType: 'COMMITTEE' },
          direction: 'both',
          required: true,
        },
        {
          externalField: 'userId',
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
      can: { create: true, update: true, delete: true, incremental: false, deletions: 'webhook' },
      fieldMappings: [
        {
          externalField: 'name',
          internalField: 'title',
          transform: 'string',
          direction: 'both',
          required: true,
        },
        {
          externalField: 'status',
          internalField: 'status',
          transform: {
            type: 'enum',
            mapping: { ACTIVE: 'IN_PROGRESS', DONE: 'COMPLETED' },
            outward: {
              ...{ TODO: 'ACTIVE', IN_PROGRESS: 'ACTIVE', BLOCKED: 'ACTIVE' },
              ...{ COMPLETED: 'DONE', CANCELLED: 'DONE' },
            },
          },
          direction: 'both',
        },
        {
          externalField: 'assigneeIds[0]',
          internalField: 'assignedToId',
          transform: { type: 'lookup', resourceType: 'MEMBER' },
          direction: 'both',
          emptyOverwrites: true,
        },
        {
          externalField: 'estimate',
          internalField: 'estimatedMinutes',
          transform: { type: 'named', name: 'isoDurationToMinutes' },
          direction: 'both',
        },
      ],
    },
    {
      name: 'time_entries',
      resourceType: 'PARTICIPATION_LOG',
      label: 'Time entries',
      can: { create: true, update: true, delete: true, incremental: false, deletions: 'webhook' },
      fieldMappings: [
        {
          externalField: 'userId',
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
        {
          externalField: 'timeInterval.start',
          internalField: 'startedAt',
          transform: 'instant',
          direction: 'both',
        },
        {
          externalField: 'timeInterval.end',
          internalField: 'endedAt',
          transform: 'instant',
          direction: 'both',
        },
        {
          externalField: 'timeInterval.duration',
          internalField: 'minutes',
          transform: { type: 'named', name: 'isoDurationToMinutes' },
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
        { externalField: 'isLocked', internalField: 'locked', transform: 'boolean', direction: 'in' },
      ],
    },
  ],
  webhooks: { supported: true },
  limits: {
    budgets: [
      {
        scope: 'credential',
        requests: 10,
        seconds: 1,
        note: 'Earlier documentation said so of API keys; today’s gives a number for add-ons only (50 a second).',
        source: 'https://docs.clockify.me/',
      },
    ],
    pageSize: 200,
  },
  cannot: [
    'Clockify does not say what changed since a time: every poll reads everything and compares.',
    'Each webhook tells of one event. The free plan allows three (changed, deleted and new time entries); everything else is found by the poll.',
    'A webhook of Clockify proves who sends and not what: every record it names is looked up.',
    'People are invited in Clockify itself; they come into BritePool only.',
    'New entries for other people need a paid plan; an entry cannot be moved to another person.',
    'Tasks have no description and no due date in Clockify.',
    'Removed people, groups and seats are found by the weekly comparison.',
    'Clockify has no events.',
  ],
  healingPollMinutes: 60,
} as const satisfies Manifest;
