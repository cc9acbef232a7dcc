import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MemoryClock, silentLogger } from '../../shared/adapters/in-memory/system.ts';
import { type ProcessDeps, processChanges } from '../../shared/application/sync/process-changes.ts';
import type { Change } from '../../shared/domain/change.ts';

const change = (integrationId: string, recordId: string): Change => ({
  ...{ schemaVersion: 1, integrationId, resourceType: 'TASK', stream: 'tasks', side: 'external', recordId },
  ...{ kind: 'upserted', cause: 'webhook', receivedAt: '2026-03-01T10:00:00.000Z' },
  ...{ deliveryKey: 'd', logId: 'log~x~0~x' },
});

describe('a batch of changes of which some cannot be worked on', () => {
  it('always answers exactly those of the integrations in trouble, each with a delay of its own', async () => {
    const message = fc.record({ integration: fc.constantFrom('good', 'bad', 'gone'), record: fc.nat(3) });
    await fc.assert(
      fc.asyncProperty(fc.array(message, { maxLength: 10 }), async (list) => {
        const bugs: number[] = [];
        const deps = {
          metrics: {
            count: (name: string, tries = 1) => void (name === 'Bugs' && bugs.push(tries)),
            time: () => undefined,
          },
          clock: new MemoryClock(),
          logger: silentLogger,
          retryTimeScale: 1,
          context: (id: string) =>
            id === 'bad' ? Promise.reject(new Error('the table is away')) : Promise.resolve(undefined),
        };
        const messages = list.map(({ integration, record }, at) => ({
          messageId: `m${at}`,
          receiveCount: 1,
          change: change(integration, String(record)),
        }));
        const failed = await processChanges(withOnly(deps), messages);
        const wanted = messages.filter((each) => each.change.integrationId === 'bad');
        expect(new Set(failed.map(({ messageId }) => messageId))).toEqual(
          new Set(wanted.map(({ messageId }) => messageId)),
        );
        for (const { delaySeconds } of failed) expect(delaySeconds).toBeGreaterThan(0);
        // What nobody foresaw is counted as such: a new version that meets it is taken back.
        expect(bugs.length > 0).toBe(failed.length > 0);
      }),
      { seed: 20_260_304, numRuns: 100 },
    );
  });
});

/** The ports that this part of the use case may touch; any other one fails the test. */
function withOnly(given: Partial<ProcessDeps>): ProcessDeps {
  const known: Readonly<Record<string | symbol, unknown>> = { metrics: undefined, ...given };
  return new Proxy(Object.create(null), {
    get(_target, name) {
      if (name in known) return known[name];
      throw new Error(`The port ${String(name)} was not expected to be used.`);
    },
  });
}
