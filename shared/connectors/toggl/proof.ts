import type { Call } from '../../connector-kit/connector.ts';
import { messageOf } from '../../connector-kit/faults.ts';
import type { HttpResponse } from '../../connector-kit/http.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import { type Fault, FaultError } from '../../domain/fault.ts';
import type { BudgetReading } from '../../domain/look-ups.ts';
import { type Settings, workspace } from './schema.ts';

/** The bucket leaks a request each second; nothing says how long to wait. https://engineering.toggl.com/docs/ */
const assumedWaitSeconds = 2;

const wholeNumber = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;

/** 402 says two things, and 403 too; refusals are texts. */
export function classify(response: HttpResponse): Fault | undefined {
  const { status, headers } = response;
  const message = `Toggl Track says: ${messageOf(response)}`;
  if (status === 402 && headers['x-toggl-quota-remaining'] === '0') {
    const retryAfterSeconds = wholeNumber(headers['x-toggl-quota-resets-in']);
    const wait = retryAfterSeconds === undefined ? {} : { retryAfterSeconds };
    return {
      kind: 'rate-limited',
      message: 'The requests of this hour are used up.',
      httpStatus: 402,
      ...wait,
    };
  }
  if (status === 429 && headers['retry-after'] === undefined)
    return { kind: 'rate-limited', message, httpStatus: 429, retryAfterSeconds: assumedWaitSeconds };
  const own = new URL(response.url).pathname.endsWith('/me');
  if (status === 403 && (own || /incorrect username|password|api token/i.test(response.text)))
    return { kind: 'unauthorized', message: 'Toggl Track refuses the token.', httpStatus: 403 };
  return undefined;
}

/** The hour's budget of this user in the organisation; calls about the user alone have one of their own. */
export function budget({ headers, url }: HttpResponse): Omit<BudgetReading, 'at'> | undefined {
  const remaining = wholeNumber(headers['x-toggl-quota-remaining']);
  if (remaining === undefined || /\/me(\/|$)/.test(new URL(url).pathname)) return undefined;
  const resetSeconds = wholeNumber(headers['x-toggl-quota-resets-in']);
  return { remaining, windowSeconds: 3600, ...(resetSeconds === undefined ? {} : { resetSeconds }) };
}

/** Whether the account sees everybody's entries. */
export async function isAdministrator(call: Call<Settings>): Promise<boolean> {
  const response = await call.send({ method: 'GET', path: `/workspaces/${call.settings.workspaceId}` });
  return parseResponse(response, workspace, 'The workspace').admin === true;
}

/** Others see their own records only: what they do not see proves nothing. */
export async function proveFullView(call: Call<Settings>): Promise<void> {
  if (await isAdministrator(call)) return;
  throw new FaultError({
    kind: 'forbidden',
    message: 'The account is no administrator of the workspace any more and sees only a part of it.',
  });
}
