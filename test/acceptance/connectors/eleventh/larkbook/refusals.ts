import { drifted } from '../../connector-kit/faults.ts';
import type { HttpResponse } from '../../connector-kit/http.ts';
import { type Fault, FaultError } from '../../domain/fault.ts';
import type { BudgetReading } from '../../domain/look-ups.ts';
import { refusal } from './schema.ts';

/** What Larkbook means by a refusal, where the status does not say it. */
export function classify(response: HttpResponse): Fault | undefined {
  const { reason, say } = read(response.text);
  const httpStatus = response.status;
  const words = say ?? reason;
  switch (reason) {
    case undefined:
      return undefined;
    case 'key_withdrawn':
      return {
        kind: 'unauthorized',
        message: 'Larkbook does not know this key, or it was withdrawn.',
        httpStatus,
      };
    case 'no_such_board':
      return {
        kind: 'forbidden',
        message: 'Larkbook has no such board any more: choose another.',
        httpStatus,
      };
    case 'out_of_breath': {
      const rest = whole(response.headers['x-lark-rest']);
      const wait = rest === undefined ? {} : { retryAfterSeconds: rest };
      return { kind: 'rate-limited', message: 'Larkbook takes 60 requests a minute.', httpStatus, ...wait };
    }
    case 'reading_key':
    case 'board_closed':
      return { kind: 'forbidden', message: `Larkbook allows no change: ${words}`, httpStatus };
    case 'bad_field':
    case 'too_many_whistles':
      return { kind: 'rejected', message: `Larkbook did not accept this: ${words}`, httpStatus };
    default:
      return undefined;
  }
}

const gone = new Set(['no_such_task', 'buried', 'no_such_person', 'no_such_whistle']);

/** Whether an accepted answer proves that there is nothing. Only the reason does: a board may be missing with 404, too. */
export function isGone(response: HttpResponse): boolean {
  if (response.status < 400) return false;
  const { reason } = read(response.text);
  if (reason !== undefined && gone.has(reason)) return true;
  const fault = classify(response);
  throw fault === undefined
    ? drifted('The refusal', '/reason', 'it does not say what is missing')
    : new FaultError(fault);
}

/** How many requests are left of the minute. */
export function budget({ headers }: HttpResponse): Omit<BudgetReading, 'at'> | undefined {
  const remaining = whole(headers['x-lark-left']);
  return remaining === undefined ? undefined : { remaining };
}

const whole = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;

function read(text: string): { readonly reason?: string; readonly say?: string | undefined } {
  try {
    const parsed = refusal.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : {};
  } catch {
    return {};
  }
}
