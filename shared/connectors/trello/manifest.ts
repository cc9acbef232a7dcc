import type { Manifest } from '../../connector-kit/manifest.ts';

/** Facts: https://developer.atlassian.com/cloud/trello/ (authorization, rate limits, webhooks, action types), read 2026-11. */
export const manifest = {
  type: 'TRELLO',
  name: 'Trello',
  docsUrl: 'https://developer.atlassian.com/cloud/trello/rest/',
  defaultBaseUrl: 'https://api.trello.com/1',
  auth: [
    {
      authType: 'API_KEY',
      fields: [
        {
          name: 'apiKey',
          label: 'API key',
          help: 'At trello.com/power-ups/admin: your app → API key. Make an app there if you have none.',
          secret: false,
        },
        {
          name: 'token',
          label: 'Token',
          help: 'On the same page, the link "Token" beside the key. Sign in as the account that is kept for the sync and allow the access.',
          secret: true,
        },
        {
          name: 'secret',
          label: 'Secret',
          help: 'On the same page, below the key. Trello signs its webhooks with it; without it changes arrive every 15 minutes.',
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
          // https://developer.atlassian.com/cloud/trello/guides/rest-api/oauth-2-getting-started/, read 2026-11: as Atlassian's
          // own OAuth 2.0 (3LO), with PKCE and without sites.
          authorizeUrl: 'https://auth.atlassian.com/authorize',
          tokenUrl: 'https://auth.atlassian.com/oauth/token',
          scopes: ['read:board:trello', 'write:board:trello', 'read:member:trello', 'offline_access'],
          pkce: 'S256',
          clientAuthentication: 'body',
          refresh: 'rotating',
          fields: [
            {
              name: 'clientId',
              label: 'Client ID',
              help: 'At trello.com/power-ups/admin: your app → OAuth 2.0, a confidential client. Enter our redirect address there.',
              secret: false,
            },
            {
              name: 'clientSecret',
              label: 'Client secret',
              help: 'On the same page, below the client ID.',
              secret: true,
            },
            {
              name: 'secret',
              label: 'Secret of the API key',
              help: 'At trello.com/power-ups/admin: your app → API key, below the key. Trello signs its webhooks with it; without it changes arrive every 15 minutes.',
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
      help: 'Cards of these boards are synced, and their members come in.',
      choices: true,
      many: true,
    },
    {
      name: 'listId',
      label: 'List for new cards',
      help: 'Tasks that are made in BritePool begin in this list.',
      choices: true,
      after: ['boardIds'],
    },
    {
      name: 'timeZone',
      label: 'Time zone',
      help: 'Trello knows moments, BritePool days: in which zone a day is meant, e.g. Europe/Berlin. UTC unless said.',
      choices: false,
      optional: true,
    },
  ],
  streams: [
    {
      name: 'members',
      resourceType: 'MEMBER',
      label: 'Members of the boards',
      can: { create: false, update: false, delete: false, incremental: false, deletions: 'full-comparison' },
      fieldMappings: [
        {
          externalField: 'fullName',
          internalField: 'name',
          transform: 'string',
          direction: 'in',
          required: true,
        },
      ],
    },
    {
      name: 'cards',
      resourceType: 'TASK',
      label: 'Cards of the boards',
      can: { create: true, update: true, delete: true, incremental: true, deletions: 'feed' },
      fieldMappings: [
        {
          externalField: 'name',
          internalField: 'title',
          transform: 'string',
          direction: 'both',
          required: true,
        },
        {
          externalField: 'desc',
          internalField: 'description',
          transform: 'string',
          direction: 'both',
          emptyOverwrites: true,
        },
        {
          externalField: 'dueComplete',
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
          externalField: 'due_day',
          internalField: 'dueDate',
          transform: 'date',
          direction: 'both',
          emptyOverwrites: true,
        },
        {
          externalField: 'start_day',
          internalField: 'startDate',
          transform: 'date',
          direction: 'both',
          emptyOverwrites: true,
        },
        {
          externalField: 'idMembers[0]',
          internalField: 'assignedToId',
          transform: { type: 'lookup', resourceType: 'MEMBER' },
          direction: 'in',
        },
        {
          externalField: 'labels',
          internalField: 'tags',
          transform: { type: 'set', item: 'name' },
          direction: 'in',
          emptyOverwrites: true,
        },
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
        note: 'Per token. A key may make 300 with all its tokens together.',
        source: 'https://developer.atlassian.com/cloud/trello/guides/rest-api/rate-limits/',
      },
    ],
    pageSize: 500,
  },
  cannot: [
    'Trello does not tell the e-mail addresses of other people: members are matched by hand.',
    'People are invited in Trello itself; they come into BritePool only.',
    'A card has moments, not days: a due date is entered at noon of the chosen time zone.',
    'Trello has no time entries, and no status but done and not done; lists can be mapped as a field.',
    'Custom fields of Trello can be read into BritePool, not written.',
    'Trello keeps no key of ours with a card: after a lost answer the new card is looked for by its title and due date.',
  ],
  healingPollMinutes: 15,
} as const satisfies Manifest;
