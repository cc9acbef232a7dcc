import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { finished, type jobShape } from '../test/support/api.ts';
import { processesWith } from '../test/support/processes.ts';
import { type Connected, connected } from './support/connected.ts';

export const title =
  'records per second of a pull, first and unchanged, beside fetching the same pages alone';

const records = 10_000;

export async function measure(): Promise<readonly string[]> {
  const cpu = process.cpuUsage();
  await using measured = await connected({ tasks: records });
  const first = measured.imported;
  const { user, system } = process.cpuUsage(cpu);
  const engine = engineCpu(measured);
  const pages = await fetchPages(measured.vendor);
  const { jobId } = await measured.stack.steward.call(
    'POST',
    `/api/admin/integrations/${measured.integration.id}/sync`,
    z.looseObject({ jobId: z.string() }),
    { fullSync: true },
  );
  const again = await finished(measured.stack.steward, jobId, 300_000);
  return [
    `first pull of ${records}: ${rate(first)} records/s (${((user + system) / records).toFixed(0)} µs of CPU per record in this process, engine ${engine} µs)`,
    `unchanged pull of the same: ${rate(again)} records/s, ${again.unchangedCount} unchanged`,
    `baseline, fetching and parsing the pages alone: ${pages.toFixed(0)} records/s · ratio first ${(rate(first) / pages).toFixed(3)}, unchanged ${(rate(again) / pages).toFixed(3)}`,
  ];
}

const rate = (job: z.output<typeof jobShape>['job']): number =>
  Math.round(job.totalRecords / ((job.durationMs ?? 1) / 1000));

async function fetchPages({ baseUrl, credentials }: Connected['vendor']): Promise<number> {
  const began = performance.now();
  let count = 0;
  for (let page = 1; count < records; page++) {
    const response = await fetch(`${baseUrl}/tasks?per_page=500&page=${page}`, {
      headers: { authorization: `Bearer ${credentials.token}` },
    });
    count += z.looseObject({ items: z.array(z.unknown()) }).parse(await response.json()).items.length;
  }
  return count / ((performance.now() - began) / 1000);
}

/** CPU of the database engine so far, in microseconds per record; the kernel counts in hundredths of a second. */
function engineCpu({ stack }: Connected): string {
  const ticks = processesWith('').reduce((sum, pid) => {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      if (!command.includes(stack.dataDir) || command.startsWith('/bin/sh')) return sum;
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      return sum + Number(fields[11]) + Number(fields[12]);
    } catch {
      return sum;
    }
  }, 0);
  return ((ticks * 10_000) / records).toFixed(0);
}
