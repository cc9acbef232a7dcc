import { setTimeout as pause } from 'node:timers/promises';
import { until } from '../test/support/api.ts';
import { type Connected, connected } from './support/connected.ts';
import { deliver, quantile, updatesSince } from './support/deliveries.ts';

export const title = 'receipt to applied: latency at a steady rate, throughput of a flood';

const steady = { webhooks: 200, everyMs: 50 };
const flood = 1000;

export async function measure(): Promise<readonly string[]> {
  await using measured = await connected({ tasks: flood });
  const lags = await steadyRate(measured);
  const floodAt = new Date().toISOString();
  const began = performance.now();
  const edits = await Promise.all(measured.ids.map((id) => measured.edit(id, `Flooded ${id}`)));
  const edited = performance.now();
  await deliver(measured, edits, 32);
  const accepted = performance.now();
  await appliedSince(measured, floodAt, flood);
  const applied = performance.now();
  return [
    `at ${1000 / steady.everyMs} webhooks/s, receipt to applied: p50 ${quantile(lags, 0.5)} ms, p99 ${quantile(lags, 0.99)} ms, longest ${lags.at(-1)} ms`,
    `flood of ${flood}: accepted in ${((accepted - edited) / 1000).toFixed(1)} s, applied ${(flood / ((applied - edited) / 1000)).toFixed(0)}/s from the first delivery to the last application`,
    `(the simulator's own ${flood} edits took ${((edited - began) / 1000).toFixed(1)} s and are not counted)`,
  ];
}

/** Milliseconds from receipt to application of each webhook, as its log entry says, sorted. */
async function steadyRate(measured: Connected): Promise<readonly number[]> {
  const since = new Date().toISOString();
  for (const id of measured.ids.slice(0, steady.webhooks)) {
    const pacing = pause(steady.everyMs);
    await deliver(measured, [await measured.edit(id, `Steady ${id}`)], 1);
    await pacing;
  }
  const entries = await appliedSince(measured, since, steady.webhooks);
  return entries.map(({ lagMs }) => lagMs).sort((a, b) => a - b);
}

/** Log entries of the edits applied since then, once all are there. */
const appliedSince = (measured: Connected, since: string, count: number) =>
  until(
    `${count} applied edits`,
    async () => {
      const found = (await updatesSince(measured, since)).filter(({ outcome }) => outcome === 'applied');
      return found.length >= count ? found : undefined;
    },
    { timeoutMs: 300_000, everyMs: 100 },
  );
