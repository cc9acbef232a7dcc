import type { Subject } from '../../../connector-kit/simulator/subject.ts';
import { subscribe } from './events.ts';
import { startLarkbookSimulator } from './index.ts';
import { key } from './state.ts';

/** Larkbook as the conformance suite connects it. */
export const subjects: readonly Subject[] = [
  {
    name: 'Larkbook',
    authType: 'API_KEY',
    start: startLarkbookSimulator,
    threePages: 120,
    badCredentials: { ...key, song: 'revoked' },
    writable: {
      stream: 'tasks',
      collection: 'tasks',
      created: { title: 'Paint the fence', notes: 'Bring brushes', state: 'open', due: '2026-04-01' },
      changed: { title: 'Paint the gate', state: 'doing', due: null },
    },
    subscribe,
    signatureHeaders: ['x-lark-whistle', 'x-lark-time'],
  },
];
