import type { Manifest } from '../../../../shared/connector-kit/manifest.ts';

/** Facts: Not answered yet: which pages of the vendor, read when? */
export const manifest = {
  type: 'GENERIC_REST',
  name: 'Sample Cloud',
  docsUrl: 'Not answered yet: where is the API documented?',
  defaultBaseUrl: 'https://sample-cloud.invalid/v1', // Not answered yet: what is the address of the API?
  auth: [
    {
      authType: 'BEARER_TOKEN',
      fields: [
        {
          name: 'token',
          label: 'Token',
          help: 'Not answered yet: where does a person click to get the token, and whose should it be?',
          secret: true,
        },
      ],
    },
  ],
  settings: [
    {
      name: 'workspaceId',
      label: 'Workspace',
      help: 'Not answered yet: what does an admin choose before anything can be read?',
      choices: true,
    },
  ],
  streams: [
    {
      name: 'tasks',
      resourceType: 'TASK',
      label: 'Tasks',
      // Not answered yet: what can be done with tasks, and by what are deletions found?
      can: { create: true, update: true, delete: true, incremental: true, deletions: 'full-comparison' },
      fieldMappings: [
        {
          externalField: 'title',
          internalField: 'title',
          transform: 'string',
          direction: 'both',
          required: true,
        },
        {
          externalField: 'done',
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
          externalField: 'due',
          internalField: 'dueDate',
          transform: 'date',
          direction: 'both',
          emptyOverwrites: true,
        },
      ],
    },
  ],
  webhooks: { supported: true }, // webhooks, else: webhooks: { supported: false, why: 'Not answered yet: why are changes polled for, and how often?' },
  limits: {
    budgets: [
      {
        scope: 'credential',
        requests: 60,
        seconds: 60,
        note: 'Not answered yet: how many requests does the smallest plan allow, and who shares them?',
        source: 'Not answered yet: which page says so?',
      },
    ],
    pageSize: 100,
  },
  cannot: ['Not answered yet: what can Sample Cloud not do that an admin would expect?'],
  healingPollMinutes: 15,
} as const satisfies Manifest;
