import type { Subject } from '../../../connector-kit/simulator/subject.ts';
import { startAsanaSimulator } from './index.ts';

/** Asana as the conformance suite connects it. */
const withToken: Subject = {
  name: 'Asana',
  authType: 'BEARER_TOKEN',
  start: startAsanaSimulator,
  threePages: 230,
  badCredentials: { token: 'revoked' },
  writable: {
    stream: 'tasks',
    collection: 'tasks',
    created: { name: 'Paint the fence', notes: 'Green', due_on: '2026-04-01' },
    changed: { name: 'Paint the gate', completed: true },
  },
  async subscribe(_running, system, url, secret) {
    const hooks = await system.registerWebhooks({ url, secret });
    return Object.fromEntries(hooks.map((hook) => [hook.key, hook.secret]));
  },
  signatureHeaders: ['x-hook-signature'],
};

export const subjects: readonly Subject[] = [
  withToken,
  {
    ...withToken,
    name: 'Asana, signed in with OAuth',
    authType: 'OAUTH2',
    async start(options) {
      const simulator = await startAsanaSimulator(options);
      const accessToken = simulator.oauth.grants.issue(
        'access',
        simulator.client.clientId,
        'conformance',
        null,
      );
      return { ...simulator, credentials: { ...simulator.client, accessToken } };
    },
    badCredentials: { accessToken: 'revoked' },
  },
];
