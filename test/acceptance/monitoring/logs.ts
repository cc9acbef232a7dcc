import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { logLine } from '../../../functions/runtime/log-schema.ts';
import { startPracticeWorld } from '../../../infra/local/practice-world.ts';
import { captureOutput } from '../../support/captured-output.ts';
import { troubledDay } from '../../support/troubled-day.ts';

export const title =
  'every log line of a day with trouble parses by the schema, and none holds a secret, a mail address or a title';

/** What a day has to have been written by; the others run by the clock or take receipts. */
const expected = [
  ...['receive-webhook', 'sync-records', 'publish-changes', 'run-jobs', 'admin-api'],
  ...['retry-parked', 'watch-health'],
];

export async function demonstrate(say: (line: string) => void): Promise<readonly string[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'britepool-logs-'));
  const before = process.env.LOG_LEVEL;
  process.env.LOG_LEVEL = 'DEBUG';
  const output = captureOutput();
  try {
    const { startLocal } = await import('../../../infra/local/local-stack.ts');
    const stack = await startLocal({ dataDir, retryTimeScale: 0.005 });
    const { dashboardUrl, apiUrl, issuer, outboxUrl, awsUrl, users } = stack;
    const addresses = { dashboardUrl, apiUrl, issuer, outboxUrl, awsUrl, users: [...users] };
    const practice = await startPracticeWorld(dataDir, { ...addresses, token: stack.token('WEB_STEWARD') });
    const planted = await troubledDay(stack, say).finally(async () => {
      await practice.close();
      await stack.close();
    });
    output.stop();
    return judge(output.lines, planted);
  } finally {
    output.stop();
    if (before === undefined) delete process.env.LOG_LEVEL;
    else process.env.LOG_LEVEL = before;
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const metricLine = z.looseObject({ _aws: z.looseObject({}), stage: z.string(), service: z.string() });

function judge(lines: readonly string[], planted: ReadonlyMap<string, string>): readonly string[] {
  const written = lines.filter((line) => line.startsWith('{'));
  const metrics = written.filter((line) => metricLine.safeParse(parsed(line)).success);
  const logs = written.filter((line) => !metrics.includes(line));
  const wrong = logs.flatMap((line) => {
    const { error } = logLine.safeParse(parsed(line));
    return error === undefined ? [] : [`${z.prettifyError(error)} in ${line.slice(0, 300)}`];
  });
  const good = logs.flatMap((line) => logLine.safeParse(parsed(line)).data ?? []);
  const telling = [...planted].flatMap(([what, text]) =>
    lines.filter((line) => shows(line, text)).map((line) => `${what} in ${line.slice(0, 400)}`),
  );
  const silent = expected.filter((name) => !good.some(({ service }) => service === name));
  const report = [
    ...[...Map.groupBy(good, ({ service }) => service)]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([service, all]) => `${service.padEnd(16)} ${countsOf(all.map(({ level }) => level))}`),
    `${good.length} log lines parse by the schema, ${wrong.length} do not; ${metrics.length} lines of metrics, ${lines.length - written.length} other lines`,
    `${planted.size} things were planted (${[...planted.keys()].join(', ')}): found ${telling.length} times`,
    `lines with a correlation id: ${good.filter(({ correlationId }) => correlationId !== undefined).length}; webhooks that can be followed to their end: ${followed(good)}`,
  ];
  if (wrong.length + telling.length + silent.length > 0 || followed(good) === 0 || metrics.length === 0)
    throw new Error(
      [
        ...report,
        ...wrong.slice(0, 5),
        ...telling.slice(0, 5),
        ...silent.map((name) => `${name} wrote nothing`),
      ].join('\n  '),
    );
  return report;
}

/** As it was planted, or as base64 or percent-encoded text. */
const shows = (line: string, text: string): boolean =>
  [text, encodeURIComponent(text), Buffer.from(text).toString('base64url').slice(0, -2)].some((form) =>
    line.includes(form),
  );

/** Changes of which both the door and the worker wrote a line. */
function followed(lines: readonly z.output<typeof logLine>[]): number {
  const by = (wanted: string) =>
    new Set(
      lines.flatMap(({ service, correlationId }) => (service === wanted ? [String(correlationId)] : [])),
    );
  const ends = by('sync-records');
  return [...by('receive-webhook')].filter((id) => id.startsWith('log~') && ends.has(id)).length;
}

const countsOf = (levels: readonly string[]): string =>
  [...Map.groupBy(levels, (level) => level)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([level, all]) => `${level} ${all.length}`)
    .join(', ');

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
