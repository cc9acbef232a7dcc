import * as z from 'zod';
import { faultOfResponse } from '../../connector-kit/faults.ts';
import type { HttpResponse } from '../../connector-kit/http.ts';
import { type Fault, FaultError } from '../../domain/fault.ts';
import type { BudgetReading } from '../../domain/look-ups.ts';

const refusal = z.object({ err: z.string(), ECODE: z.string().optional() });

function refusalIn({ text }: HttpResponse): z.output<typeof refusal> | undefined {
  try {
    return refusal.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** The budget is that of a minute. https://developer.clickup.com/docs/rate-limits */
const windowSeconds = 60;

/** Seconds until the minute is over, by ClickUp's own clock. */
function resetSeconds({ headers }: HttpResponse): number {
  const [reset, sent] = [Number(headers['x-ratelimit-reset']), Date.parse(headers.date ?? '')];
  const left = Math.ceil(reset - sent / 1000);
  return Number.isNaN(left) ? windowSeconds : Math.min(Math.max(left, 1), windowSeconds);
}

export function budget(response: HttpResponse): Omit<BudgetReading, 'at'> | undefined {
  const remaining = response.headers['x-ratelimit-remaining'];
  if (remaining === undefined || !/^\d+$/.test(remaining)) return undefined;
  return { remaining: Number(remaining), windowSeconds, resetSeconds: resetSeconds(response) };
}

/** The Workspace was not allowed to this token. https://developer.clickup.com/docs/common_errors */
const notAllowed = /^OAUTH_0(23|26|27|29|3\d|4[0-5])$/;

export const notInWorkspace = 'This token is not let into the Workspace: sign in again.';

/** A refusal says `err` and `ECODE`; the status alone misleads. */
export function classify(response: HttpResponse): Fault | undefined {
  const { status } = response;
  if (status < 400) return undefined;
  const said = refusalIn(response);
  // No answer of ClickUp's names a date that would have to be compared with now.
  const usual = faultOfResponse(said === undefined ? response : { ...response, text: said.err }, new Date(0));
  if (status === 429) return { ...usual, retryAfterSeconds: resetSeconds(response) };
  if (said?.ECODE === undefined) return usual;
  // Values of the wrong type are answered like a failure of theirs.
  if (said.ECODE === 'ITEMV2_003') return { kind: 'rejected', message: usual.message, httpStatus: status };
  if (!notAllowed.test(said.ECODE)) return usual;
  const [, where] = /\/(task|list)\//.exec(response.url) ?? [];
  if (where === undefined) return { ...usual, message: notInWorkspace };
  const message = `This account does not see the ${where}: share it in ClickUp.`;
  return { kind: where === 'task' ? 'rejected' : 'forbidden', message, httpStatus: status };
}

/** "Not found" in ClickUp's own words. */
export const saysMissing = (response: HttpResponse): boolean =>
  response.status === 404 && refusalIn(response)?.ECODE !== undefined;

export const rejected = (message: string): FaultError => new FaultError({ kind: 'rejected', message });
