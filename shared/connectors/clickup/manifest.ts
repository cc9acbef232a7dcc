import type { Budget, Manifest, SettingField, StreamManifest } from '../../connector-kit/manifest.ts';
import type { FieldMapping, Transform } from '../../domain/field-mapping.ts';
import type { ResourceType } from '../../domain/resources.ts';

const map = (
  externalField: string,
  internalField: string,
  transform: Transform = 'string',
  more: Partial<FieldMapping> = {},
): FieldMapping => ({ externalField, internalField, transform, direction: 'both', ...more });
const [required, emptyOverwrites] = [{ required: true }, { emptyOverwrites: true }];
const inward = { direction: 'in' } as const;
const minutes = { type: 'named', name: 'millisecondsToMinutes' } as const;
const lookup = (resourceType: ResourceType) => ({ type: 'lookup', resourceType }) as const;
const everything = { create: true, update: true, delete: true };
const nothing = { create: false, update: false, delete: false };
const told = { ...everything, incremental: true, deletions: 'webhook' } as const;
const ofWorkspace = { many: true, after: ['workspaceId'] } as const;
const compared = { incremental: false, deletions: 'full-comparison' } as const;
const title = map('name', 'title', 'string', required);
const notes = map('markdown_description', 'description', 'string', emptyOverwrites);
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

const setting = (
  name: string,
  label: string,
  help: string,
  more: Partial<SettingField> = {},
): SettingField => ({
  ...{ name, label, help, choices: true, ...more },
});
const stream = (
  name: string,
  resourceType: ResourceType,
  label: string,
  can: StreamManifest['can'],
  fieldMappings: readonly FieldMapping[],
): StreamManifest => ({ name, resourceType, label, can, fieldMappings });
const budget = (requests: number, note = 'Of each token.'): Budget => ({
  ...{ scope: 'credential', requests, seconds: 60, note },
  source: 'https://developer.clickup.com/docs/rate-limits',
});

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
          help: 'Your picture → Settings → ClickUp API → Generate. It begins with pk_. Take an account kept for the sync; only an owner’s or admin’s sees the hours of others.',
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
              help: 'An owner or admin makes an app with our redirect address: Settings → ClickUp API → Create new app.',
              secret: false,
            },
            {
              name: 'clientSecret',
              label: 'Client secret',
              help: 'Beside the client ID.',
              secret: true,
            },
          ],
        },
      ],
    },
  ],
  settings: [
    setting('workspaceId', 'Workspace', 'Its people, user groups and hours are synced.'),
    setting('listIds', 'Lists', 'Their tasks are synced; new ones are made on the first.', ofWorkspace),
    setting('eventListIds', 'Lists of events', 'Their tasks with a start date are events.', {
      ...{ ...ofWorkspace, optional: true },
    }),
    setting('timeZone', 'Time zone', 'Says on which day a moment falls. Choose that of the sync’s account.'),
    setting('startDate', 'First day of hours', 'Hours from this day on are synced, like 2026-01-01.', {
      choices: false,
    }),
    setting(
      'keyFieldId',
      'Field for our key',
      'A text field of the first List. With it, a lost answer makes no task twice.',
      { after: ['listIds'], optional: true },
    ),
    setting('plan', 'Plan', 'Larger plans allow more requests; the smallest is assumed.', {
      ...{ choices: false, optional: true },
    }),
  ],
  streams: [
    {
      ...stream('users', 'MEMBER', 'People of the Workspace', { ...nothing, ...compared }, [
        map('username', 'name', 'string', { ...inward, ...required }),
        map('email', 'email', 'string', inward),
      ]),
      personal: ['initials', 'profilePicture'],
    },
    stream('groups', 'COMMITTEE', 'User groups', { ...everything, ...compared }, [
      map('name', 'name', 'string', required),
    ]),
    stream(
      'group_members',
      'COMMITTEE_MEMBER',
      'Members of user groups',
      { ...everything, update: false, ...compared },
      [
        map('group_id', 'committeeId', lookup('COMMITTEE'), required),
        map('user_id', 'memberId', lookup('MEMBER'), required),
      ],
    ),
    stream('tasks', 'TASK', 'Tasks of the Lists', told, [
      title,
      notes,
      map('status_type', 'status', status),
      map('priority', 'priority', priority, emptyOverwrites),
      map('due_day', 'dueDate', 'date', emptyOverwrites),
      map('start_day', 'startDate', 'date', emptyOverwrites),
      map('assignee', 'assignedToId', lookup('MEMBER'), emptyOverwrites),
      map('tags', 'tags', { type: 'set' }, emptyOverwrites),
      map('time_estimate', 'estimatedMinutes', minutes),
    ]),
    stream('events', 'EVENT', 'Events on Lists', told, [
      title,
      notes,
      map('start_at', 'startsAt', moment, required),
      map('due_at', 'endsAt', moment, emptyOverwrites),
    ]),
    stream('time_entries', 'PARTICIPATION_LOG', 'Time entries', { ...told, deletions: 'full-comparison' }, [
      map('user_id', 'memberId', lookup('MEMBER'), required),
      map('day', 'date', 'date', required),
      map('start', 'startedAt', 'instant'),
      map('end', 'endedAt', 'instant'),
      map('duration', 'minutes', minutes),
      map('description', 'description', 'string', emptyOverwrites),
      map('task_id', 'taskId', lookup('TASK'), emptyOverwrites),
      map('billable', 'billable', 'boolean'),
      map('running', 'running', 'boolean', inward),
    ]),
  ],
  webhooks: { supported: true },
  limits: {
    budgets: [budget(100, 'Up to the Business plan.')],
    pageSize: 100,
    plans: [
      { id: 'business-plus', label: 'Business Plus', budgets: [budget(1000)] },
      { id: 'enterprise', label: 'Enterprise', budgets: [budget(10_000)] },
    ],
  },
  cannot: [
    'Deletions of tasks and of hours on them are told by webhooks; all others are found weekly.',
    'Edits of hours older than two months and without a task are found weekly.',
    'People only come in; a guest in a user group may cost a seat.',
    'Free Forever allows sixty writes to custom fields in all.',
    'Archived tasks stay here; checklists, comments and attachments are not synced.',
  ],
  healingPollMinutes: 15,
} as const satisfies Manifest;
