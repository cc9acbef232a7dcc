import type { Subject } from '../../../connector-kit/simulator/subject.ts';
import { startTogglSimulator } from './index.ts';

/** Toggl Track as the conformance suite connects it. */
export const subjects: readonly Subject[] = [
  {
    name: 'Toggl Track',
    authType: 'API_KEY',
    start: startTogglSimulator,
    threePages: 450,
    badCredentials: { apiToken: 'revoked' },
    emptyList: '[]',
    assumedWaitSeconds: 2,
    writable: {
      stream: 'time_entries',
      collection: 'time_entries',
      created: {
        ...{ description: 'Weeding', billable: false, duration: 5400 },
        ...{ start: '2026-02-27T08:00:00.000Z', stop: '2026-02-27T09:30:00.000Z' },
      },
      changed: { description: 'Weeding and tea', billable: true },
    },
    async subscribe(_running, system, url, secret) {
      const hooks = await system.registerWebhooks({ url, secret });
      return Object.fromEntries(hooks.map((hook) => [hook.key, hook.secret]));
    },
    signatureHeaders: ['x-webhook-signature-256'],
  },
];
