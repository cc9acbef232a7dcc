import type { Manifest } from '../../connector-kit/manifest.ts';

/** The addresses stand in the settings of the integration (`oauth`). */
const server = { tokenUrl: '', scopes: [], clientAuthentication: 'body' } as const;
const clientFields = [
  {
    name: 'clientId',
    label: 'Client ID',
    help: 'Given by the system to applications that sign in.',
    secret: false,
  },
  {
    name: 'clientSecret',
    label: 'Client secret',
    help: 'Its password; left out for public clients.',
    secret: true,
    optional: true,
  },
] as const;

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
    {
      authType: 'OAUTH2',
      grants: [
        { grant: 'client-credentials', ...server, fields: clientFields },
        {
          ...{ grant: 'authorization-code', ...server, fields: clientFields },
          ...{ authorizeUrl: '', pkce: 'S256', refresh: 'rotating' },
        },
      ],
    },
  ],
  settings: [],
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
  limits: { budgets: [], pageSize: 100 },
  cannot: ['Webhooks are not registered by us: enter the address and the secret in the other system.'],
  healingPollMinutes: 15,
} as const satisfies Manifest;
