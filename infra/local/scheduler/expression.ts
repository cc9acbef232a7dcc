import { Cron } from 'croner';
import { AwsError } from '../wire/aws-error.ts';

const unitMs = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;
const largest = [59, 23, 31, 12, 6, 2199];

/** When a schedule expression fires next after a time, in epoch milliseconds; `null` when never again. */
export type NextRun = (after: number, createdAt: number) => number | null;

/** `rate(…)`, `at(…)` and six-field `cron(…)` of EventBridge Scheduler. https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html */
export function parseExpression(expression: string, timezone: string): NextRun {
  if (!isZone(timezone)) throw new AwsError('ValidationException', `Invalid time zone ${timezone}.`);
  const [, kind, inside = ''] = /^(rate|at|cron)\((.+)\)$/.exec(expression) ?? [];
  if (kind === 'rate') return rate(expression, inside);
  if (kind === 'at') return once(expression, inside, timezone);
  if (kind === 'cron') return cron(expression, inside, timezone);
  throw invalid(expression);
}

function isZone(timezone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: timezone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function compile(expression: string, pattern: string, timezone: string): Cron {
  try {
    return new Cron(pattern, { timezone, paused: true });
  } catch {
    throw invalid(expression);
  }
}

function once(expression: string, inside: string, timezone: string): NextRun {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(inside)) throw invalid(expression);
  const at = compile(expression, inside, timezone).nextRun(new Date(0))?.getTime() ?? null;
  return (after) => (at !== null && at > after ? at : null);
}

/** On the day summer time begins croner moves a time that does not exist to the next hour; AWS leaves it out. */
function cron(expression: string, inside: string, timezone: string): NextRun {
  const compiled = compile(expression, toCroner(expression, inside), timezone);
  const local = new Intl.DateTimeFormat('en-GB', {
    timeZone: timezone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return (after) => {
    for (let from = new Date(after); ; ) {
      const run = compiled.nextRun(from);
      if (run === null) return null;
      const [hour = 0, minute = 0] = local.format(run).split(':').map(Number);
      if (isInside(inside, hour, minute)) return run.getTime();
      from = run;
    }
  };
}

/** Whether minute and hour of the expression allow this wall-clock time. */
function isInside(inside: string, hour: number, minute: number): boolean {
  const [minutes = '*', hours = '*'] = inside.trim().split(/\s+/);
  const clock = new Cron(`0 ${steps(minutes, 0)} ${steps(hours, 1)} * * *`, {
    timezone: 'UTC',
    paused: true,
  });
  return clock.match(new Date(Date.UTC(2026, 0, 1, hour, minute)));
}

const invalid = (expression: string) =>
  new AwsError('ValidationException', `Invalid Schedule Expression ${expression}.`);

function rate(expression: string, inside: string): NextRun {
  const [, count = '', unit, plural] = /^(\d+) (minute|hour|day)(s?)$/.exec(inside) ?? [];
  const n = Number(count);
  if (unit === undefined || n < 1 || (n === 1) === (plural === 's')) throw invalid(expression);
  const period = n * unitMs[unit as keyof typeof unitMs];
  return (after, createdAt) => createdAt + Math.max(1, Math.floor((after - createdAt) / period) + 1) * period;
}

/** AWS counts weekdays from 1 and allows `a/b`; croner counts from 0 and wants a range before the step. */
function toCroner(expression: string, inside: string): string {
  const fields = inside.trim().split(/\s+/);
  if (fields.length !== 6 || (fields[2] === '?') === (fields[4] === '?')) throw invalid(expression);
  const translated = fields.map((field, index) => {
    const weekday =
      index === 4
        ? field.replace(/(^|[,-])([1-7])(?=$|[,\-#L/])/g, (_, before, day) => `${before}${Number(day) - 1}`)
        : field;
    return steps(weekday, index);
  });
  return `0 ${translated.join(' ')}`;
}

const steps = (field: string, index: number): string =>
  field.replace(
    /(^|,)(\d+)\/(\d+)/g,
    (_, before, from, step) => `${before}${from}-${largest[index]}/${step}`,
  );
