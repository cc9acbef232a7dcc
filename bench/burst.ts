import { mapConcurrently } from '../shared/application/concurrency.ts';
import { connected } from './support/connected.ts';
import { deliver, drained, quantile, updatesSince } from './support/deliveries.ts';

export const title = 'a burst of 10,000 webhooks about as many records: until drained, receipt to applied';

const webhooks = 10_000;
const lanes = 32;

/** All edits are made before the first webhook, so that the vendor's own work is not in the figures. */
export async function measure(): Promise<readonly string[]> {
  await using measured = await connected({ tasks: webhooks });
  const edits = await mapConcurrently(measured.ids, lanes, (id) => measured.edit(id, `In the burst ${id}`));
  const since = new Date().toISOString();
  const began = performance.now();
  await deliver(measured, edits, lanes);
  const accepted = performance.now() - began;
  await drained(measured, 600_000);
  const done = performance.now() - began;
  const entries = await updatesSince(measured, since);
  const applied = entries.filter(({ outcome }) => outcome === 'applied');
  const lags = applied.map(({ lagMs }) => lagMs).sort((a, b) => a - b);
  const reached = new Set(applied.map(({ externalId }) => externalId));
  const lost = measured.ids.filter((id) => !reached.has(id)).length;
  return [
    `accepted ${webhooks} in ${inSeconds(accepted)} (${(webhooks / (accepted / 1000)).toFixed(0)}/s), drained after ${inSeconds(done)} (${(webhooks / (done / 1000)).toFixed(0)} applied/s)`,
    `receipt to applied: p50 ${inSeconds(quantile(lags, 0.5))}, p99 ${inSeconds(quantile(lags, 0.99))}, worst ${inSeconds(lags.at(-1) ?? 0)}`,
    `applied ${applied.length}, other outcomes ${entries.length - applied.length}, webhooks lost ${lost}`,
  ];
}

const inSeconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
