/** One integration as the API shows it, as far as its rhythm goes. */
export interface ScheduledIntegration {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly syncFrequency: string;
  readonly nextSyncAt: string | null;
}

/** One schedule of the stage's group as the Scheduler holds it. */
export interface FoundSchedule {
  readonly name: string;
  readonly expression: string;
  readonly timeZone: string;
  readonly windowMinutes: number;
  readonly state: string;
}

const columns = [
  'Integration',
  'Status',
  'Syncs',
  'Schedule',
  'Zone',
  'Within',
  'State',
  'Next run',
  '',
] as const;

/** Every schedule next to the integration it belongs to, and what does not fit, as a table to read. */
export function scheduleReport(
  integrations: readonly ScheduledIntegration[],
  schedules: readonly FoundSchedule[],
): string {
  const byName = new Map(schedules.map((schedule) => [schedule.name, schedule]));
  const known = new Set(integrations.map(({ id }) => id));
  const rows = [
    ...integrations.map((integration) => rowOf(integration, byName.get(integration.id))),
    ...schedules.filter(({ name }) => !known.has(name)).map(orphan),
  ];
  const wrong = rows.filter((row) => row.at(-1) !== '').length;
  const summary = `${integrations.length} integrations, ${schedules.length} schedules, ${wrong === 0 ? 'all fit' : `${wrong} do not fit`}.`;
  return [...table([columns, ...rows]), '', summary].join('\n');
}

function rowOf(integration: ScheduledIntegration, schedule: FoundSchedule | undefined): readonly string[] {
  const { name, status, syncFrequency, nextSyncAt } = integration;
  return [
    ...[name, status, syncFrequency],
    ...timesOf(schedule),
    nextSyncAt ?? '–',
    fault(integration, schedule),
  ];
}

const orphan = (schedule: FoundSchedule): readonly string[] => [
  ...[`(${schedule.name})`, '–', '–'],
  ...timesOf(schedule),
  ...['–', 'belongs to no integration'],
];

const timesOf = (schedule: FoundSchedule | undefined): readonly string[] =>
  schedule === undefined
    ? ['–', '–', '–', '–']
    : [schedule.expression, schedule.timeZone, `${schedule.windowMinutes} min`, schedule.state];

function fault({ status, syncFrequency }: ScheduledIntegration, schedule: FoundSchedule | undefined): string {
  if (syncFrequency === 'MANUAL') return schedule === undefined ? '' : 'should have none';
  if (schedule === undefined) return 'is missing';
  const runs = status === 'ACTIVE' || status === 'DEGRADED';
  return runs === (schedule.state === 'ENABLED') ? '' : runs ? 'should be enabled' : 'should be disabled';
}

function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = columns.map((_, at) => Math.max(...rows.map((row) => (row[at] ?? '').length)));
  return rows.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
