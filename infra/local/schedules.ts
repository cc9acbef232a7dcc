import { parseArgs } from 'node:util';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import * as z from 'zod';
import { mintToken } from './oidc/issuer.ts';
import { findSchedules } from './scheduler/find-schedules.ts';
import { scheduleReport } from './scheduler/report.ts';
import { whereTo } from './where.ts';

const usage = `npm run schedules   the schedules of the instance in LOCAL_DATA next to the integrations they belong to

  --help            this text

Exits with 1 when a schedule does not fit its integration; watch-health mends it within five minutes.`;

const answerShape = z.object({
  integrations: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      status: z.string(),
      syncFrequency: z.string(),
      nextSyncAt: z.nullable(z.string()),
    }),
  ),
});

async function run(): Promise<void> {
  const { values } = parseArgs({ options: { help: { type: 'boolean' } }, strict: true });
  if (values.help === true) return console.log(usage);
  const { stage, client: settings, ready } = whereTo(undefined);
  if (ready === undefined) throw new Error('There is no instance on this machine.');
  const token = mintToken(ready.dataDir, ready.issuer, 'operator', ['WEB_STEWARD']);
  const answer = await fetch(`${ready.apiUrl}/api/admin/integrations`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const { integrations } = answerShape.parse(await answer.json());
  const client = new SchedulerClient(settings);
  const schedules = await findSchedules(client, `britepool-${stage}-integrations`);
  client.destroy();
  const report = scheduleReport(integrations, schedules);
  console.log(report);
  if (!report.endsWith('all fit.')) process.exitCode = 1;
}

run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
