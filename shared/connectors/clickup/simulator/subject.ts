import type { Subject } from '../../../connector-kit/simulator/subject.ts';
import { startClickUpSimulator } from './index.ts';

/** ClickUp as the conformance suite connects it. */
const withToken: Subject = {
  name: 'ClickUp',
  authType: 'API_KEY',
  start: startClickUpSimulator,
  threePages: 230,
  badCredentials: { token: 'revoked' },
  writable: {
    stream: 'tasks',
    collection: 'tasks',
    created: { name: 'Paint the fence', markdown_description: '**Green**, please', due_day: '2026-04-01' },
    changed: { name: 'Paint the gate', status_type: 'closed' },
  },
  async subscribe(_running, system, url, secret) {
    const hooks = await system.registerWebhooks({ url, secret });
    return Object.fromEntries(hooks.map((hook) => [hook.key, hook.secret]));
  },
  signatureHeaders: ['x-signature'],
};

export const subjects: readonly Subject[] = [
  withToken,
  {
    ...withToken,
    name: 'ClickUp, signed in with OAuth',
    authType: 'OAUTH2',
    async start(options) {
      const simulator = await startClickUpSimulator(options);
      const { client, oauth } = simulator;
      const accessToken = oauth.grants.issue('access', client.clientId, 'conformance', null);
      return { ...simulator, credentials: { ...client, accessToken } };
    },
    badCredentials: { accessToken: 'revoked' },
  },
];
