import { createHmac } from 'node:crypto';
import { receiveWebhook } from '../../functions/receive-webhook/receive.ts';
import { httpFunction } from '../../functions/runtime/http/pipeline.ts';
import { MemoryChangeQueue } from '../../shared/adapters/in-memory/change-queue.ts';
import { MemoryClock } from '../../shared/adapters/in-memory/system.ts';
import { sha256Hasher } from '../../shared/adapters/platform/system.ts';
import type { Logger } from '../../shared/application/ports.ts';
import { deletePoliciesFrom } from '../../shared/domain/delete-policy.ts';
import type { Integration } from '../../shared/domain/integration.ts';
import { connectors } from '../support/connectors.ts';

export const secret = 'whsec_dGhlIHNlY3JldCBvZiB0aGlzIGhvb2sgaXMgbG9uZw==';

export const integration: Integration = {
  schemaVersion: 2,
  id: 'int_1',
  version: 1,
  edition: 1,
  matchMode: 'MATCH_THEN_CREATE',
  deletePolicies: deletePoliciesFrom({}),
  name: 'The garden’s REST system',
  type: 'GENERIC_REST',
  status: 'ACTIVE',
  baseUrl: 'https://rest.example.org',
  authType: 'API_KEY',
  settings: {
    streams: {
      tasks: {
        list: '/tasks',
        item: '/tasks/{id}',
        fields: [{ internalField: 'title', externalField: 'name' }],
      },
    },
  },
  syncDirection: 'EXTERNAL_TO_BRITEPOOL',
  syncFrequency: 'REALTIME',
  dataTypes: ['TASKS'],
  conflictStrategy: 'LATEST_WINS',
  whenPaused: 'hold',
  autoRecover: true,
  webhooks: [{ key: 'default', externalId: null, registeredAt: '2026-03-01T09:00:00.000Z' }],
  createdBy: 'ada',
  credentialsSetAt: '2026-03-01T09:00:00.000Z',
  createdAt: '2026-03-01T09:00:00.000Z',
  updatedAt: '2026-03-01T09:00:00.000Z',
};

/** The webhook function with its real pipeline and protocol; tables, queue and clock in memory. `remembered`: what it read a while ago. */
export function webhookWorld(changed: Partial<Integration> = {}, remembered: Partial<Integration> = {}) {
  const clock = new MemoryClock();
  const queue = new MemoryChangeQueue(clock);
  const lines: string[] = [];
  const write = (message: string, fields?: object) => void lines.push(`${message} ${JSON.stringify(fields)}`);
  const logger: Logger = { debug: write, info: write, warn: write, error: write };
  const stored: Integration = { ...integration, ...changed };
  let secrets: readonly string[] = [secret];
  const handler = httpFunction({ logger }, (event) =>
    receiveWebhook(
      {
        publicBaseUrl: 'https://britepool.example',
        integration: async (id, fresh) => {
          if (id !== stored.id) return undefined;
          return fresh === undefined ? { ...stored, ...remembered } : stored;
        },
        secrets: async () => ({ default: secrets }),
        async read(found, request, { secrets: known }) {
          const connector = connectors[found.type];
          return connector?.webhook?.(request, {
            settings: connector.settings.parse(found.settings),
            secrets: known,
            now: new Date(clock.now()),
            hash: sha256Hasher.hash,
          });
        },
        changes: queue,
        clock,
        hasher: sha256Hasher,
        logger,
      },
      event,
    ),
  );
  return {
    ...{ clock, queue, handler, lines },
    rotate(...to: readonly string[]) {
      secrets = to;
    },
  };
}

export const path = '/api/webhooks/integrations/int_1/receive';
export const sign = (body: string | Uint8Array, key = secret): string =>
  createHmac('sha256', key).update(body).digest('hex');
export const delivery = (id = '42', more: object = {}): string =>
  JSON.stringify({ event: 'task.updated', data: { id, name: 'Plant trees' }, ...more });

/** A delivery as the specification signs it. */
export const signed = (body: string, headers: Readonly<Record<string, string>> = {}) => ({
  method: 'POST',
  path,
  parameters: { id: 'int_1' },
  body,
  headers: { 'content-type': 'application/json', 'x-webhook-signature': sign(body), ...headers },
});
