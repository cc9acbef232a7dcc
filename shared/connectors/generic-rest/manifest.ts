import type { Manifest } from '../../connector-kit/manifest.ts';

/** What is fixed about a system that is described by settings only; its streams come from the settings. */
export const manifest = {
  type: 'GENERIC_REST',
  name: 'Other REST system',
  docsUrl: 'https://www.rfc-editor.org/rfc/rfc9110',
  defaultBaseUrl: null,
  auth: [
    {
      authType: 'BEARER_TOKEN',
      fields: [{ name: 'token', label: 'Token', help: 'Sent as "Authorization: Bearer …".', secret: true }],
    },
    {
      authType: 'API_KEY',
      fields: [
        {
          name: 'apiKey',
          label: 'API key',
          help: 'Sent in the header or parameter named in the settings.',
          secret: true,
        },
      ],
    },
    {
      authType: 'BASIC_AUTH',
      fields: [
        { name: 'username', label: 'User name', help: 'The account of the sync.', secret: false },
        { name: 'password', label: 'Password', help: 'Its password or API token.', secret: true },
      ],
    },
  ],
  streams: [
    {
      name: 'members',
      resourceType: 'MEMBER',
      label: 'Members',
      can: { create: true, update: true, delete: true, incremental: true, deletions: 'flag' },
      fieldMappings: [],
    },
    {
      name: 'tasks',
      resourceType: 'TASK',
      label: 'Tasks',
      can: { create: true, update: true, delete: true, incremental: true, deletions: 'flag' },
      fieldMappings: [],
    },
    {
      name: 'events',
      resourceType: 'EVENT',
      label: 'Events',
      can: { create: true, update: true, delete: true, incremental: true, deletions: 'flag' },
      fieldMappings: [],
    },
    {
      name: 'committees',
      resourceType: 'COMMITTEE',
      label: 'Committees',
      can: { create: true, update: true, delete: true, incremental: true, deletions: 'flag' },
      fieldMappings: [],
    },
    {
      name: 'committeeMembers',
      resourceType: 'COMMITTEE_MEMBER',
      label: 'Members of committees',
      can: { create: true, update: true, delete: true, incremental: true, deletions: 'flag' },
      fieldMappings: [],
    },
    {
      name: 'participationLogs',
      resourceType: 'PARTICIPATION_LOG',
      label: 'Participation logs',
      can: { create: true, update: true, delete: true, incremental: true, deletions: 'flag' },
      fieldMappings: [],
    },
  ],
  webhooks: { supported: true },
  limits: { requestsPerMinute: null, pageSize: 100, source: 'the settings of the integration' },
  cannot: ['Webhooks are not registered by us: enter the address and the secret in the other system.'],
  healingPollMinutes: 15,
} as const satisfies Manifest;
