import type { Subject } from '../../../connector-kit/simulator/subject.ts';
import { startTrelloSimulator } from './index.ts';
import { secret } from './state.ts';

/** Trello as the conformance suite connects it. */
const withKey: Subject = {
  name: 'Trello',
  authType: 'API_KEY',
  start: startTrelloSimulator,
  threePages: 1010,
  badCredentials: { apiKey: 'trello-practice-key', token: 'revoked' },
  emptyList: '[]',
  assumedWaitSeconds: 10,
  writable: {
    stream: 'cards',
    collection: 'cards',
    created: { name: 'Paint the fence', desc: 'Green', due_day: '2026-04-01' },
    changed: { name: 'Paint the gate', dueComplete: true },
  },
  async subscribe(_running, system, url) {
    const hooks = await system.registerWebhooks({ url, secret: '' });
    return Object.fromEntries(hooks.map(({ key }) => [key, secret]));
  },
  signatureHeaders: ['x-trello-webhook'],
};

export const subjects: readonly Subject[] = [
  withKey,
  {
    ...withKey,
    name: 'Trello, signed in with OAuth',
    authType: 'OAUTH2',
    async start(options) {
      const simulator = await startTrelloSimulator(options);
      const { clientId } = simulator.client;
      const accessToken = simulator.oauth.grants.issue('access', clientId, 'conformance', null);
      return { ...simulator, credentials: { ...simulator.client, accessToken } };
    },
    badCredentials: { accessToken: 'revoked' },
  },
];
