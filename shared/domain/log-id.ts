import type { Instant } from './values.ts';

/** Where a log entry lies: its integration, the time it is filed under, and what tells it from its neighbours. */
export interface LogAddress {
  readonly integrationId: string;
  readonly at: Instant;
  readonly suffix: string;
}

/**
 * Id of the entry that will say what became of a change: known when the change is received, the same for every try,
 * and enough to find the entry by one read. `log~<integration>~<epoch ms in base 36>~<hash>`.
 */
export function logIdFor(
  change: {
    readonly integrationId: string;
    readonly receivedAt: Instant;
    readonly deliveryKey: string;
    readonly recordId: string;
  },
  hash: (text: string) => string,
): string {
  const time = Date.parse(change.receivedAt).toString(36).padStart(9, '0');
  const suffix = hash(JSON.stringify([change.deliveryKey, change.recordId])).slice(0, 12);
  return `log~${change.integrationId}~${time}~${suffix}`;
}

const shape = /^log~[\w-]{1,80}~[0-9a-z]{9}~[\w-]{1,32}$/;

/** The address inside the id, or `undefined` for a text that is no log id. */
export function parseLogId(id: string): LogAddress | undefined {
  if (!shape.test(id)) return undefined;
  const [, integrationId = '', time = '', suffix = ''] = id.split('~');
  return { integrationId, at: new Date(Number.parseInt(time, 36)).toISOString(), suffix };
}
