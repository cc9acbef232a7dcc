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
const everything = { create: true, update: true, delete: true } as const;
const compared = { incremental: false, deletions: 'full-comparison' } as const;
const title = map('name', 'title', 'string', 'both', required);
const notes = map('markdown_description', 'description', 'string', 'both', emptyOverwrites);
const moment = { type: 'zoned', zoneField: 'time_zone', as: 'instant' } as const;
const status: Transform = {
  type: 'enum',
  mapping: {
    ...{ open: 'TODO', unstarted: 'TODO', custom: 'IN_PROGRESS', active: 'IN_PROGRESS' },
    ...{ closed: 'COMPLETED', done: 'COMPLETED' },
  },
  outward: {
    TODO: 'open',
    IN_PROGRESS: 'custom',
    BLOCKED: 'custom',
    COMPLETED: 'closed',
    CANCELLED: 'closed',
  },
};
const priority: Transform = {
  type: 'enum',
  mapping: { urgent: 'URGENT', high: 'HIGH', normal: 'MEDIUM', low: 'LOW' },
};

const limits = 'https://developer.clickup.com/docs/rate-limits';

/**
 * Facts: https://developer.clickup.com/docs (authentication, rate-limits, customfields, taskfilters, webhooks, webhookhealth,
 * common_errors) and its reference of API v2, read 2026-11.
 */
export const manifest = {
  type: 'CLICKUP',
  name: 'ClickUp',
  docsUrl: 'https://developer.clickup.com/docs',
  defaultBaseUrl: 'https://api.clickup.com/api/v2',
  auth: [
    {
      authType: 'API_KEY',
      fields: [
        {
          name: 'token',
          label: 'Personal API token',
          help: 'In ClickUp: your picture → Settings → ClickUp API → Generate. It begins with pk_. Use an account kept for the sync.',
          secret: true,
        },
      ],
    },
    {
      authType: 'OAUTH2',
      grants: [
        {
          grant: 'authorization-code',
          authorizeUrl: 'https://app.clickup.com/api',
          tokenUrl: 'https://api.clickup.com/api/v2/oauth/token',
          // ClickUp knows no scopes: the person ticks Workspaces. Its tokens do not end.
          ...{ scopes: [], pkce: 'none', clientAuthentication: 'body', encoding: 'json', refresh: 'none' },
          fields: [
            {
              name: 'clientId',
              label: 'Client ID',
              help: 'An owner or admin makes an app under Settings → ClickUp API → Create new app, with our redirect address.',
              secret: false,
            },
            {
              name: 'clientSecret',
              label: 'Client secret',
              help: 'Shown beside the client ID of the app.',
              secret: true,
            },
          ],
        },
      ],
    },
  ],
  settings: [
    {
      name: 'workspaceId',
      label: 'Workspace',
      help: 'The Workspace whose people, user groups and hours are synced.',
      choices: true,
    },
    {
      name: 'listIds',
      label: 'Lists',
      help: 'Their tasks and subtasks are synced; new ones are made on the first.',
      ...{ choices: true, many: true, after: ['workspaceId'] },
    },
    {
      name: 'eventListIds',
      label: 'Lists of events',
      help: 'Their tasks with a start date are events.',
      ...{ choices: true, many: true, after: ['workspaceId'], optional: true },
    },
    {
      name: 'timeZone',
      label: 'Time zone',
      help: 'Decides on which day a date or an hour falls, since ClickUp keeps moments only. Choose that of the sync’s account.',
      choices: true,
    },
    {
      name: 'startDate',
      label: 'First day of hours',
      help: 'Time entries from this day on are synced, like 2026-01-01. Each month since then costs two requests per full look.',
      choices: false,
    },
    {
      name: 'keyFieldId',
      label: 'Field for our key',
      help: 'A text field of the first List. With it a task that was made here is never made twice, even if an answer is lost.',
      ...{ choices: true, after: ['listIds'], optional: true },
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
      label: 'People of the Workspace',
      can: { create: false, update: false, delete: false, ...compared },
      fieldMappings: [
        map('username', 'name', 'string', 'in', required),
        map('email', 'email', 'string', 'in'),
      ],
      personal: ['initials', 'profilePicture'],
    },
    {
      name: 'groups',
      resourceType: 'COMMITTEE',
      label: 'User groups',
      can: { ...everything, ...compared },
      fieldMappings: [map('name', 'name', 'string', 'both', required)],
    },
    {
      name: 'group_members',
      resourceType: 'COMMITTEE_MEMBER',
      label: 'Members of user groups',
      can: { create: true, update: false, delete: true, ...compared },
      fieldMappings: [
        map('group_id', 'committeeId', lookup('COMMITTEE'), 'both', required),
        map('user_id', 'memberId', lookup('MEMBER'), 'both', required),
      ],
    },
    {
      name: 'tasks',
      resourceType: 'TASK',
      label: 'Tasks of the Lists',
      can: { ...everything, incremental: true, deletions: 'webhook' },
      fieldMappings: [
        title,
        notes,
        map('status_type', 'status', status, 'both'),
        map('priority', 'priority', priority, 'both', emptyOverwrites),
        map('due_day', 'dueDate', 'date', 'both', emptyOverwrites),
        map('start_day', 'startDate', 'date', 'both', emptyOverwrites),
        map('assignee', 'assignedToId', lookup('MEMBER'), 'both', emptyOverwrites),
        map('tags', 'tags', { type: 'set' }, 'both', emptyOverwrites),
        map('time_estimate', 'estimatedMinutes', { type: 'named', name: 'millisecondsToMinutes' }, 'both'),
      ],
    },
    {
      name: 'events',
      resourceType: 'EVENT',
      label: 'Events on Lists',
      can: { ...everything, incremental: true, deletions: 'webhook' },
      fieldMappings: [
        title,
        notes,
        map('start_at', 'startsAt', moment, 'both', required),
        map('due_at', 'endsAt', moment, 'both', emptyOverwrites),
      ],
    },
    {
      name: 'time_entries',
      resourceType: 'PARTICIPATION_LOG',
      label: 'Time entries',
      can: { ...everything, incremental: true, deletions: 'full-comparison' },
      fieldMappings: [
        map('user_id', 'memberId', lookup('MEMBER'), 'both', required),
        map('day', 'date', 'date', 'both', required),
        map('start', 'startedAt', 'instant', 'both'),
        map('end', 'endedAt', 'instant', 'both'),
        map('duration', 'minutes', { type: 'named', name: 'millisecondsToMinutes' }, 'both'),
        map('description', 'description', 'string', 'both', emptyOverwrites),
        map('task_id', 'taskId', lookup('TASK'), 'both', emptyOverwrites),
        map('billable', 'billable', 'boolean', 'both'),
        map('running', 'running', 'boolean', 'in'),
      ],
    },
  ],
  webhooks: { supported: true },
  limits: {
    budgets: [
      {
        scope: 'credential',
        requests: 100,
        seconds: 60,
        note: 'Free Forever, Unlimited and Business; Business Plus has 1,000, Enterprise 10,000.',
        source: limits,
      },
    ],
    pageSize: 100,
    plans: [
      {
        id: 'business-plus',
        label: 'Business Plus',
        budgets: [
          { scope: 'credential', requests: 1000, seconds: 60, note: 'Of each token.', source: limits },
        ],
      },
      {
        id: 'enterprise',
        label: 'Enterprise',
        budgets: [
          { scope: 'credential', requests: 10_000, seconds: 60, note: 'Of each token.', source: limits },
        ],
      },
    ],
  },
  cannot: [
    'ClickUp lists no deletions: those of tasks and of hours on tasks are told by its webhooks, all others are found weekly.',
    'Only an owner’s or admin’s token sees the hours of others, and only paid plans let it log hours for them without limit.',
    'Hours of tasks outside the chosen Lists are told by no webhook; edits of those older than two months are found weekly.',
    'An hour’s entry cannot be moved to another person or be taken off its task.',
    'People are invited in ClickUp itself. A guest who is added to a user group may cost a paid seat there.',
    'Free Forever Workspaces count every value written to a custom field, sixty in all.',
    'ClickUp does not say whether a date has a time: a day without one reads as four o’clock in the morning.',
    'A webhook that failed a hundred times is suspended without a word; BritePool looks every hour and registers it again.',
    'Archived tasks stay as they are here. Checklists, comments and attachments are not synced.',
  ],
  healingPollMinutes: 15,
} as const satisfies Manifest;
