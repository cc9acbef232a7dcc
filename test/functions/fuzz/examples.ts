import { integration } from '../webhook-world.ts';

const rule = { externalField: 'name', internalField: 'title', transform: 'string', direction: 'both' };

const connection = {
  ...{
    name: 'Main garden system',
    type: 'GENERIC_REST',
    authType: 'API_KEY',
    settings: integration.settings,
  },
  ...{ baseUrl: 'https://rest.example.org', credentials: { apiKey: 'the-key' }, dataTypes: ['TASKS'] },
  ...{ syncDirection: 'BIDIRECTIONAL', syncFrequency: 'HOURLY' },
};

/** Bodies that are served, by operation, where chance alone would hardly find one. */
export const examples: Readonly<Record<string, readonly object[]>> = {
  createIntegration: [connection],
  checkNewIntegration: [connection],
  putRecord: [{ fields: { title: 'Oaks', tags: ['garden'] } }, { fields: { description: null }, version: 1 }],
  resumeMapping: [{ resourceType: 'TASK', internalId: 'record-1' }],
  unlinkMapping: [{ resourceType: 'TASK', internalId: 'record-1', reason: 'Two different tasks' }],
  relinkMapping: [
    { resourceType: 'TASK', internalId: 'record-3', externalId: 'x-3', reason: 'The same task' },
    { resourceType: 'TASK', internalId: 'record-4', externalId: 'x-4', reason: 'The same task' },
  ],
  excludeRecord: [{ resourceType: 'TASK', externalId: 'x-2', reason: 'Private', version: 1 }],
  includeRecord: [{ resourceType: 'TASK', externalId: 'x-3', reason: 'Ours again' }],
  decideReview: [{ act: 'skip' }, { act: 'link', internalId: 'record-1' }],
  editParked: [{ values: { title: 'Oaks' }, version: 1 }],
  beginConnection: [
    {
      ...{ type: 'ASANA', baseUrl: 'https://app.asana.com/api/1.0', settings: { workspaceGid: '1' } },
      credentials: { clientId: 'ours', clientSecret: 'a secret' },
    },
  ],
  connectIntegration: [{ credentials: { clientId: 'ours', clientSecret: 'a secret' } }],
  changeAlertRule: [{ enabled: true, cooldownMinutes: 30 }],
  muteAlert: [{ until: '2026-03-02T10:00:00.000Z' }],
  updateIntegration: [{ name: 'Renamed system' }, { syncFrequency: 'DAILY' }],
  saveFieldMapping: [{ fields: [rule], version: 1 }],
  restoreFieldMapping: [{ restore: 1, version: 1 }],
  replaceCredentials: [{ credentials: { apiKey: 'another-key' } }],
};
