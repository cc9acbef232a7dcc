import { Cron } from 'croner';
import { AwsError } from '../wire/aws-error.ts';

const unitMs = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;
const largest = [59, 23, 31, 12, 6, 2199];

/** When a schedule expression fires next after a time, in epoch milliseconds; `null` when never again. */
export type NextRun = (after: number, createdAt: number) => number | null;

/** `rate(…)`, `at(…)` and six-field `cron(…)` of EventBridge Scheduler. https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html */
export function parseExpression(expression: string, timezone: string): NextRun {
  const [, kind, inside = ''] = /^(rate|at|cron)\((.+)\)$/.exec(expression) ?? [];
  if (kind === 'rate') return rate(expression, inside);
  if (kind === 'at') {
    const at = new Cron(inside, { timezone, paused: true }).nextRun(new Date(0))?.getTime() ?? null;
    return (after) => (at !== null && at > after ? at : null);
  }
  if (kind === 'cron') {
    const cron = new Cron(toCroner(expression, inside), { timezone, paused: true });
    return (after) => cron.nextRun(new Date(after))?.getTime() ?? null;
  }
  throw invalid(expression);
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
    return weekday.replace(
      /(^|,)(\d+)\/(\d+)/g,
      (_, before, from, step) => `${before}${from}-${largest[index]}/${step}`,
    );
  });
  return `0 ${translated.join(' ')}`;
}
