import type { Subject } from '../../../connector-kit/simulator/subject.ts';
import { startMondaySimulator } from './index.ts';

/** monday.com as the conformance suite connects it. */
const withToken: Subject = {
  name: 'monday.com',
  authType: 'API_KEY',
  start: startMondaySimulator,
  threePages: 1050,
  badCredentials: { token: 'revoked' },
  writable: {
    stream: 'items',
    collection: 'items',
    // One value each: monday.com sends a delivery for every column that changes.
    created: { name: 'Paint the fence' },
    changed: { name: 'Paint the gate' },
  },
  async subscribe(_running, system, url, secret) {
    const hooks = await system.registerWebhooks({ url, secret });
    return Object.fromEntries(hooks.map((hook) => [hook.key, hook.secret]));
  },
  signatureHeaders: [],
  signatureQuery: ['token'],
  provesSenderOnly: true,
};

export const subjects: readonly Subject[] = [
  withToken,
  {
    ...withToken,
    name: 'monday.com, signed in with OAuth',
    authType: 'OAUTH2',
    async start(options) {
      const simulator = await startMondaySimulator(options);
      const { client, oauth } = simulator;
      const accessToken = oauth.grants.issue('access', client.clientId, 'conformance', null);
      return { ...simulator, credentials: { ...client, accessToken } };
    },
    badCredentials: { accessToken: 'revoked' },
    signatureHeaders: ['authorization'],
    signatureQuery: [],
  },
];
