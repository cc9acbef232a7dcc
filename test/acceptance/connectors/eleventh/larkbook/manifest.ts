import type { Manifest } from '../../connector-kit/manifest.ts';

/** Facts: https://larkbook.example/api (edition 2, as of 2 March 2026). */
export const manifest = {
  type: 'LARKBOOK',
  name: 'Larkbook',
  docsUrl: 'https://larkbook.example/api',
  defaultBaseUrl: 'https://api.larkbook.example/2',
  auth: [
    {
      authType: 'API_KEY',
      fields: [
        {
          name: 'ring',
          label: 'Ring',
          help: 'In Larkbook, a keeper opens Nest → Keys → New key. The ring is the first of the two values, like R-2041.',
          secret: false,
        },
        {
          name: 'song',
          label: 'Song',
          help: 'The second value of the same key. Larkbook shows it once; make a new key if it is lost.',
          secret: true,
        },
      ],
    },
  ],
  settings: [
    {
      name: 'boardId',
      label: 'Board',
      help: 'The board whose tasks are kept in step. A closed board can be read only.',
      choices: true,
    },
  ],
  streams: [
    {
      name: 'tasks',
      resourceType: 'TASK',
      label: 'Tasks',
      can: { create: true, update: true, delete: true, incremental: true, deletions: 'feed' },
      fieldMappings: [
        {
          externalField: 'title',
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
          externalField: 'state',
          internalField: 'status',
          transform: {
            type: 'enum',
            mapping: { open: 'TODO', doing: 'IN_PROGRESS', done: 'COMPLETED' },
            outward: {
              TODO: 'open',
              BLOCKED: 'open',
              IN_PROGRESS: 'doing',
              COMPLETED: 'done',
              CANCELLED: 'done',
            },
          },
          direction: 'both',
        },
        {
          externalField: 'due',
          internalField: 'dueDate',
          transform: 'date',
          direction: 'both',
          emptyOverwrites: true,
        },
        {
          externalField: 'assignee',
          internalField: 'assignedToId',
          transform: { type: 'lookup', resourceType: 'MEMBER' },
          direction: 'both',
          emptyOverwrites: true,
        },
      ],
    },
    {
      name: 'people',
      resourceType: 'MEMBER',
      label: 'People',
      can: { create: false, update: false, delete: false, incremental: true, deletions: 'none' },
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
          externalField: 'helping',
          internalField: 'status',
          transform: { type: 'enum', mapping: { true: 'ACTIVE', false: 'INACTIVE' } },
          direction: 'in',
        },
      ],
    },
  ],
  webhooks: { supported: true },
  limits: {
    budgets: [
      {
        scope: 'credential',
        requests: 60,
        seconds: 60,
        note: 'For each key, over the last sixty seconds; there is no limit by day.',
        source: 'https://larkbook.example/api#breath',
      },
    ],
    pageSize: 50,
  },
  cannot: [
    'People of Larkbook cannot be made or changed from here; who leaves becomes inactive and is never removed.',
    'Larkbook has three states: a blocked task is open there, and a cancelled one is done.',
    'Changes of people send no webhook; they are seen at the next scheduled look.',
    'A deletion that is not read within 90 days is forgotten by Larkbook.',
  ],
  healingPollMinutes: 15,
} as const satisfies Manifest;
