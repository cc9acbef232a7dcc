import type { Call, Send } from '../../connector-kit/connector.ts';
import { messageOf } from '../../connector-kit/faults.ts';
import type { HttpResponse } from '../../connector-kit/http.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import { type Fault, FaultError, faultOf } from '../../domain/fault.ts';
import { named, type Settings } from './schema.ts';

/** Clockify says "not found" as 400 with the code of all business rules; only the words tell. */
const missing = /does(n['’]t| not) (belong to|exist)/i;

/** Clockify counts by the second and names no time to wait. */
const assumedWaitSeconds = 2;

export function classify(response: HttpResponse): Fault | undefined {
  if (response.status === 429 && response.headers['retry-after'] === undefined)
    return {
      kind: 'rate-limited',
      message: `Clockify says: ${messageOf(response)}`,
      ...{ httpStatus: 429, retryAfterSeconds: assumedWaitSeconds },
    };
  if (response.status !== 400 || !missing.test(messageOf(response))) return undefined;
  return { kind: 'not-found', message: `Clockify says: ${messageOf(response)}`, httpStatus: 400 };
}

/** Whether the key's user sees everybody's records: owners and administrators do. */
export async function isAdministrator(send: Send, workspaceId: string): Promise<boolean> {
  for (const roles of ['OWNER', 'WORKSPACE_ADMIN']) {
    const response = await send({ method: 'GET', path: '/workspaces', query: { roles } });
    const found = parseResponse(response, named, 'The list of workspaces');
    if (found.some(({ id }) => id === workspaceId)) return true;
  }
  return false;
}

/**
 * `gone` where Clockify does not find the record and the key's user still is an administrator of the workspace: the
 * same words meet a user who lost the workspace or the right to see the record.
 */
export async function unlessGone<Result>(
  call: Call<Settings>,
  work: () => Promise<Result>,
): Promise<Result | 'gone'> {
  try {
    return await work();
  } catch (error) {
    if (faultOf(error).kind !== 'not-found') throw error;
    if (await isAdministrator(call.send, call.settings.workspaceId)) return 'gone';
    throw new FaultError(
      {
        kind: 'forbidden',
        message: 'The key’s user is no administrator of the workspace any more and sees only a part of it.',
      },
      { cause: error },
    );
  }
}
