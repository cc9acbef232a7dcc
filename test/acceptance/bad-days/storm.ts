import { setTimeout as pause } from 'node:timers/promises';
import { startGenericSimulator } from '../../../shared/connectors/generic-rest/simulator/index.ts';
import type { genericSettings } from '../../../shared/connectors/generic-rest/simulator/settings.ts';
import { genericIntegration } from '../../practice-world/integrations.ts';
import { createdShape, finished, jobShape, until } from '../../support/api.ts';
import { ourTasks } from '../../support/bad-days.ts';
import { startStack } from '../../support/stack.ts';

export const title =
  'a 429 storm in the middle of a 10,000-record import: nobody asks before Retry-After is over, nothing is lost';

const tasks = 10_000;
const storms = [8, 5, 8];

export async function demonstrate(say: (line: string) => void): Promise<readonly string[]> {
  await using stack = await startStack({ retryTimeScale: 1 });
  const vendor = await startGenericSimulator({ tasks, members: 1 });
  try {
    const created = await stack.steward.call('POST', '/api/admin/integrations', createdShape, {
      ...genericIntegration(vendor, 'Stormy'),
      settings: smallPages(vendor.settings),
      syncFrequency: 'HOURLY',
    });
    const { id } = created.integration;
    const job = async () =>
      (await stack.steward.call('GET', `/api/admin/jobs/${created.jobId}`, jobShape)).job;
    for (const [at, seconds] of storms.entries()) {
      const wanted = (tasks * (at + 1)) / (storms.length + 1);
      await until('the next storm', async () => (await job()).totalRecords >= wanted || undefined, {
        ...{ timeoutMs: 300_000, everyMs: 50 },
      });
      vendor.faults({ closedSeconds: seconds });
      say(`storm of ${seconds} s at ${(await job()).totalRecords} records`);
      await pause(seconds * 1000);
    }
    const end = await finished(stack.steward, created.jobId, 300_000);
    const [calls, refused] = [vendor.requests(), vendor.refused()];
    const ours = await ourTasks({ stack, id });
    const partners = new Set([...ours.values()].map(({ internalId }) => internalId));
    const later = refused - storms.length;
    const share = (100 * Math.max(0, later)) / calls;
    const lines = [
      `import: ${end.status}, ${end.successCount} of ${tasks + 1} records, failed ${end.errorCount}, ${((end.durationMs ?? 0) / 1000).toFixed(1)} s with ${storms.reduce((a, b) => a + b)} s of storms`,
      `calls ${calls}, refused ${refused}: the first of each of ${storms.length} storms and ${Math.max(0, later)} more (${share.toFixed(2)} %)`,
      `linked tasks ${ours.size}, records of ours ${partners.size}`,
    ];
    const whole = ours.size === tasks && partners.size === tasks && end.status === 'COMPLETED';
    if (!whole || share > 1 || refused < storms.length) throw new Error(lines.join('\n  '));
    return lines;
  } finally {
    await vendor.close();
  }
}

/** Twenty records a page: five hundred calls. */
function smallPages(settings: typeof genericSettings) {
  const { tasks: stream } = settings.streams;
  return {
    ...settings,
    streams: { ...settings.streams, tasks: { ...stream, pager: { ...stream.pager, size: 20 } } },
  };
}
