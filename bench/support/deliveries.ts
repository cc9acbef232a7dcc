import type * as z from 'zod';
import { logsShape, until } from '../../test/support/api.ts';
import { deliverUntilAccepted, signedDelivery } from '../../test/support/vendor-webhooks.ts';
import type { Connected } from './connected.ts';

/** Delivers a webhook per edit over `lanes` connections, as vendors do: each until it is accepted. */
export async function deliver(
  { integration }: Pick<Connected, 'integration'>,
  edits: readonly object[],
  lanes: number,
): Promise<void> {
  const queue = [...edits];
  const lane = async () => {
    for (let data = queue.shift(); data !== undefined; data = queue.shift())
      await deliverUntilAccepted(
        integration.webhookEndpoint,
        signedDelivery(integration.webhookSecret, { event: 'task.updated', data }),
      );
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

/** Until no queue holds a message any more. */
export const drained = ({ stack: { sqs } }: Pick<Connected, 'stack'>, timeoutMs = 300_000): Promise<true> =>
  until(
    'the queues to drain',
    () =>
      Promise.resolve(
        [...sqs.queues.keys()].every((name) => {
          const { visible, inFlight, delayed } = sqs.counts(name);
          return visible + inFlight + delayed === 0;
        }) || undefined,
      ),
    { timeoutMs, everyMs: 50 },
  );

export type LogEntry = z.output<typeof logsShape>['logs'][number];

/** Every log entry of an update that was made since then. */
export async function updatesSince(
  { stack, integration }: Pick<Connected, 'stack' | 'integration'>,
  since: string,
): Promise<readonly LogEntry[]> {
  const found: LogEntry[] = [];
  let cursor: string | undefined;
  do {
    const more = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const path = `/api/admin/integrations/${integration.id}/logs?operation=UPDATE&from=${since}&limit=200${more}`;
    const page = await stack.steward.call('GET', path, logsShape);
    found.push(...page.logs);
    cursor = page.pagination.cursor;
  } while (cursor !== undefined);
  return found;
}

/** What lies at a share of all values, which are sorted. */
export const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
