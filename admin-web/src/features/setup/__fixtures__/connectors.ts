import type { ConnectorView } from '../../../../../shared/contract/catalogue.ts';

type Stream = ConnectorView['streams'][number];
const stream = (
  name: string,
  resourceType: Stream['resourceType'],
  create: boolean,
  update: boolean,
): Stream => ({
  ...{ name, resourceType, label: name },
  can: { create, update, delete: update, incremental: true, deletions: 'none' },
});
const secret = { help: '', optional: false, secret: true };
const setting = { help: '', optional: false, choices: true, many: false, after: [], options: [] };
const budget = (requests: number) => ({
  ...{ requests, seconds: 60, note: '', source: '' },
  scope: 'credential' as const,
});

export const asana: ConnectorView = {
  type: 'ASANA',
  name: 'Asana',
  docsUrl: 'https://developers.example.org',
  defaultBaseUrl: 'https://app.example.org/api',
  signIns: [
    { authType: 'BEARER_TOKEN', inBrowser: false, fields: [{ name: 'token', label: 'Token', ...secret }] },
    {
      authType: 'OAUTH2',
      grant: 'authorization-code',
      inBrowser: true,
      fields: [
        { ...secret, name: 'clientId', label: 'Client ID', secret: false },
        { ...secret, name: 'clientSecret', label: 'Client secret' },
      ],
    },
  ],
  settings: [
    { ...setting, name: 'workspaceGid', label: 'Workspace' },
    { ...setting, name: 'projectGids', label: 'Projects', many: true, after: ['workspaceGid'] },
    { ...setting, name: 'teamGids', label: 'Teams', many: true, optional: true },
  ],
  streams: [
    stream('people', 'MEMBER', false, false),
    stream('tasks', 'TASK', true, true),
    stream('boards', 'COMMITTEE', true, false),
  ],
  webhooks: { supported: true },
  budgets: [budget(2)],
  plans: [{ id: 'paid', label: 'Paid', budgets: [budget(1500)] }],
  healingPollMinutes: 15,
  cannot: ['People cannot be created there.'],
};

/** A system that a text describes instead of a form. */
export const portal: ConnectorView = {
  ...asana,
  type: 'GENERIC_REST',
  name: 'Other REST system',
  defaultBaseUrl: null,
  settings: [],
  webhooks: { supported: false },
};
