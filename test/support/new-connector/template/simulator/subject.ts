import type { Subject } from '../../../../../shared/connector-kit/simulator/subject.ts';
import { signatureHeader, subscribe } from './events.ts'; // webhooks
import { startSampleCloudSimulator } from './index.ts';

/** Sample Cloud as the conformance suite connects it. */
export const subjects: readonly Subject[] = [
  {
    name: 'Sample Cloud',
    authType: 'BEARER_TOKEN',
    start: startSampleCloudSimulator,
    // Not answered yet: how many tasks fill at least three pages?
    threePages: 230,
    badCredentials: { token: 'revoked' },
    writable: {
      stream: 'tasks',
      collection: 'tasks',
      created: { title: 'Paint the fence', due: '2026-04-01' },
      changed: { title: 'Paint the gate', done: true },
    },
    subscribe, // webhooks
    signatureHeaders: [signatureHeader], // webhooks, else: signatureHeaders: [],
  },
];
