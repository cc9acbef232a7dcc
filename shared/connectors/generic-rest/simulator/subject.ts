import { record } from '../../../connector-kit/parse.ts';
import type { Subject } from '../../../connector-kit/simulator/subject.ts';
import { startGenericSimulator } from './index.ts';

type Scheme = 'hmac' | 'standard-webhooks';

const subject = (scheme: Scheme, signatureHeaders: readonly string[]): Subject => ({
  name: `a REST system that signs with ${scheme}`,
  authType: 'BEARER_TOKEN',
  async start(options) {
    const simulator = await startGenericSimulator(options);
    const settings = record.parse({ ...simulator.settings, webhook: { verifier: { scheme } } });
    return { ...simulator, settings };
  },
  threePages: 1100,
  badCredentials: { token: 'revoked' },
  writable: {
    stream: 'tasks',
    collection: 'tasks',
    created: { name: 'Paint the fence', description: 'Green', due_on: '2026-04-01', status: 'todo' },
    changed: { name: 'Paint the gate', status: 'completed' },
  },
  subscribesByHand: true,
  async subscribe({ controlUrl }, _system, url, secret) {
    const body = JSON.stringify({ url: url('default'), secret, scheme });
    await fetch(`${controlUrl}/hook`, { method: 'PUT', body });
    return { default: secret };
  },
  signatureHeaders,
});

/** A plain REST system, once for each way of signing that it knows. */
export const subjects: readonly Subject[] = [
  subject('hmac', ['x-webhook-signature']),
  subject('standard-webhooks', ['webhook-signature']),
];
