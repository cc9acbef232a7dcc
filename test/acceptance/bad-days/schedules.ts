import { spawn } from 'node:child_process';
import { parseExpression } from '../../../infra/local/scheduler/expression.ts';
import { startGenericSimulator } from '../../../shared/connectors/generic-rest/simulator/index.ts';
import { genericIntegration } from '../../practice-world/integrations.ts';
import { createdShape, finished, until } from '../../support/api.ts';
import { Instance } from '../../support/instance.ts';
import { SchedulerOperator } from '../../support/schedule.ts';

export const title =
  'npm run schedules: every integration with its schedule and next run; what drifted is mended by watch-health';

const group = 'britepool-dev-integrations';
const zones = ['Europe/Berlin', 'America/Chicago'] as const;
const rhythms: readonly (readonly [string, string])[] = [
  ['REALTIME', 'cron(0/15 * * * ? *)'],
  ['EVERY_15MIN', 'cron(0/15 * * * ? *)'],
  ['HOURLY', 'cron(0 * * * ? *)'],
  ['DAILY', 'cron(0 2 * * ? *)'],
  ['WEEKLY', 'cron(0 2 ? * SUN *)'],
  ['MANUAL', '–'],
];
const paused = ['HOURLY in America/Chicago', 'WEEKLY in Europe/Berlin'];
const drifted = { gone: 'DAILY in Europe/Berlin', stopped: 'REALTIME in America/Chicago' };

export async function demonstrate(say: (line: string) => void): Promise<readonly string[]> {
  const instance = new Instance({ practice: 'off' });
  const vendor = await startGenericSimulator({ tasks: 1, members: 0 });
  try {
    const ready = await instance.start();
    const steward = instance.user(ready);
    const ids = new Map<string, string>();
    for (const [syncFrequency] of rhythms)
      for (const timeZone of zones) {
        const name = `${syncFrequency} in ${timeZone}`;
        const body = { ...genericIntegration(vendor, name), syncFrequency, timeZone, dataTypes: ['TASKS'] };
        const created = await steward.call('POST', '/api/admin/integrations', createdShape, body);
        await finished(steward, created.jobId);
        ids.set(name, created.integration.id);
      }
    for (const name of paused)
      await steward.send('PUT', `/api/admin/integrations/${ids.get(name)}`, { status: 'PAUSED' });
    const list = () => schedules(instance.dataDir);
    const before = await list();
    for (const line of before.output.trimEnd().split('\n')) say(line);
    const wrong = mistakes(before.output);

    const operator = new SchedulerOperator(`${ready.awsUrl}`);
    await operator.remove(group, ids.get(drifted.gone) ?? '');
    await operator.change(group, ids.get(drifted.stopped) ?? '', { State: 'DISABLED' });
    const during = await list();
    const watch = await operator.nameOfFixed('watch-health');
    await operator.bringForward('default', watch, new Date(Date.now() + 3000));
    const after = await until(
      'the mending',
      async () => {
        const now = await list();
        return now.code === 0 ? now : undefined;
      },
      { timeoutMs: 60_000, everyMs: 500 },
    ).catch(list);
    operator.close();

    const noticed = [
      said(during.output, drifted.gone).endsWith('is missing'),
      said(during.output, drifted.stopped).endsWith('should be enabled'),
      during.code === 1,
    ].every(Boolean);
    const mended = after.code === 0 && mistakes(after.output).length === 0;
    const lines = [
      `integrations: ${ids.size} of ${rhythms.length} frequencies in ${zones.length} zones, ${paused.length} of them paused; rows that are wrong: ${wrong.length}`,
      `drifted by hand: one schedule deleted, one disabled; the command said so: ${noticed} (exit code ${during.code})`,
      `after watch-health: ${mended ? 'all fit again' : 'NOT mended'} (exit code ${after.code})`,
    ];
    if (wrong.length > 0 || before.code !== 0 || !noticed || !mended)
      throw new Error([...lines, ...wrong, during.output, after.output].join('\n  '));
    return lines;
  } finally {
    await instance.dispose();
    await vendor.close();
  }
}

const said = (output: string, name: string): string =>
  output.split('\n').find((line) => line.startsWith(`${name} `)) ?? '';

/** What the table says otherwise than the integrations were made. The next run is that of the Scheduler's own clock. */
function mistakes(output: string): readonly string[] {
  const nextAfter = (expression: string, zone: string, from: number) =>
    new Date(parseExpression(expression, zone)(from, from) ?? Number.NaN).toISOString();
  return rhythms.flatMap(([frequency, expression]) =>
    zones.flatMap((zone) => {
      const name = `${frequency} in ${zone}`;
      const [, status, syncs, schedule, where, , state, next, ...more] = said(output, name).split(/ {2,}/);
      const rests = paused.includes(name);
      const byHand = frequency === 'MANUAL';
      const wanted = [rests ? 'PAUSED' : 'ACTIVE', frequency, expression, byHand ? '–' : zone];
      const wantedState = byHand ? '–' : rests ? 'DISABLED' : 'ENABLED';
      // A quarter may have begun since the table was printed.
      const now = Date.now();
      const possible =
        byHand || rests ? ['–'] : [now, now - 30_000].map((from) => nextAfter(expression, zone, from));
      const right =
        [status, syncs, schedule, where].join() === wanted.join() &&
        state === wantedState &&
        possible.includes(next ?? '') &&
        more.length === 0;
      return right ? [] : [`wrong: ${said(output, name) || `${name} is not named`}`];
    }),
  );
}

function schedules(dataDir: string): Promise<{ readonly code: number; readonly output: string }> {
  const child = spawn('npm', ['run', '-s', 'schedules'], {
    env: { ...process.env, LOCAL_DATA: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
    });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code: code ?? 1, output })));
}
