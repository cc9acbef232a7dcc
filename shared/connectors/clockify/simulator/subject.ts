import type { Subject } from '../../../connector-kit/simulator/subject.ts';
import { startClockifySimulator } from './index.ts';

/** Clockify as the conformance suite connects it. */
export const subjects: readonly Subject[] = [
  {
    name: 'Clockify',
    authType: 'API_KEY',
    start: startClockifySimulator,
    threePages: 700,
    assumedWaitSeconds: 2,
    badCredentials: { apiKey: 'revoked' },
    writable: {
      stream: 'time_entries',
      collection: 'time_entries',
      created: {
        description: 'Weeding',
        billable: false,
        timeInterval: {
          start: '2026-04-01T08:00:00Z',
          end: '2026-04-01T09:30:00Z',
          duration: 'PT1H30M',
        },
      },
      changed: { description: 'Weeding and tea', billable: true },
    },
    async subscribe(_running, system, url, secret) {
      const hooks = await system.registerWebhooks({ url, secret });
      return Object.fromEntries(hooks.map((hook) => [hook.key, hook.secret]));
    },
    signatureHeaders: ['clockify-signature'],
    provesSenderOnly: true,
  },
];
