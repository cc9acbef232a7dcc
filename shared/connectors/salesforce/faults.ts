import type { HttpResponse } from '../../connector-kit/http.ts';
import type { Fault, FaultKind } from '../../domain/fault.ts';
import { composite, refusals } from './schema.ts';

/** What the codes mean here; the rest is read from the status. */
const kinds: { readonly [code: string]: FaultKind } = {
  INVALID_SESSION_ID: 'unauthorized',
  INVALID_AUTH_HEADER: 'unauthorized',
  REQUEST_LIMIT_EXCEEDED: 'rate-limited',
  // Another change of the same record or of its parent is under way: it is over in a moment.
  UNABLE_TO_LOCK_ROW: 'unavailable',
  // There is one already; whoever creates looks for it.
  DUPLICATE_VALUE: 'conflict',
  ENTITY_IS_DELETED: 'not-found',
  NOT_FOUND: 'not-found',
  INVALID_TYPE: 'forbidden',
  API_DISABLED_FOR_ORG: 'forbidden',
  API_CURRENTLY_DISABLED: 'forbidden',
  // These concern one record, whatever the status.
  INSUFFICIENT_ACCESS_OR_READONLY: 'rejected',
  INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY: 'rejected',
  CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY: 'rejected',
  SERVER_UNAVAILABLE: 'unavailable',
  QUERY_TIMEOUT: 'unavailable',
};

const noApi = 'This edition or user has no API: give the user the permission “API Enabled”.';
const cures: { readonly [code: string]: string } = {
  DUPLICATES_DETECTED: 'A duplicate rule found a contact like this one: link the two, or change one of them.',
  INVALID_FIELD: 'A field is not there or hidden from the sync’s user: let it see the field.',
  INVALID_TYPE: 'The object is not there or hidden from the sync’s user: let it read the object.',
  API_DISABLED_FOR_ORG: noApi,
  API_CURRENTLY_DISABLED: noApi,
};

/** The day's requests come back one by one over 24 hours; calls that run at the same time are over much sooner. */
const dayWaitSeconds = 900;
const concurrentWaitSeconds = 30;

/** The refusal in an answer, also where it is wrapped into a 200; `undefined` where there is none. */
export function classify(response: HttpResponse): Fault | undefined {
  const path = URL.parse(response.url)?.pathname ?? '';
  const json = jsonOf(response.text);
  if (response.status < 400) return path.endsWith('/composite') ? faultInside(json) : undefined;
  return faultOf(response.status, json, path);
}

/** The first part that failed. What was written and cannot be read back is no refusal: it may have been done. */
function faultInside(json: unknown): Fault | undefined {
  const parsed = composite.safeParse(json);
  if (!parsed.success) return undefined;
  const part = parsed.data.compositeResponse.find(({ httpStatusCode }) => httpStatusCode >= 300);
  if (part === undefined) return undefined;
  if (part.httpStatusCode === 300)
    return { kind: 'rejected', message: 'Several records in Salesforce carry the same key of ours.' };
  const fault = faultOf(part.httpStatusCode, part.body, '') ?? {
    kind: part.httpStatusCode >= 500 ? ('unavailable' as const) : ('rejected' as const),
    message: `Salesforce refused a part of the request with ${part.httpStatusCode}.`,
    httpStatus: part.httpStatusCode,
  };
  if (part.referenceId !== 'read' || fault.kind === 'rate-limited') return fault;
  return { ...fault, kind: 'unavailable', message: `What was written cannot be read back. ${fault.message}` };
}

function faultOf(status: number, json: unknown, path: string): Fault | undefined {
  const parsed = refusals.safeParse(json);
  const first = parsed.success ? parsed.data[0] : undefined;
  if (first === undefined) return undefined;
  const { errorCode: code, message = '', fields } = first;
  const kind = kindOf(code, status, path);
  const words = wordsOf(message);
  return {
    kind,
    message: `${cures[code] ?? `Salesforce says: ${words}`} (${code})`,
    httpStatus: status,
    ...(status >= 500 ? { outage: true as const } : {}),
    ...(kind === 'rate-limited' ? { retryAfterSeconds: waitOf(message) } : {}),
    ...(fields?.[0] === undefined ? {} : { pointer: `/${fields[0]}` }),
  };
}

function kindOf(code: string, status: number, path: string): FaultKind {
  // A list that names a column we may not see would stop bringing it: that concerns every record.
  if (code === 'INVALID_FIELD' && /\/query(All)?\/?$/.test(path)) return 'forbidden';
  const known = kinds[code];
  if (known !== undefined) return known;
  if (status >= 500) return 'unavailable';
  return status === 403 ? 'forbidden' : status === 409 || status === 412 ? 'conflict' : 'rejected';
}

const waitOf = (message: string): number =>
  /concurrent/i.test(message) ? concurrentWaitSeconds : dayWaitSeconds;
const wordsOf = (message: string): string => message.replace(/[\w-]{32,}/g, '[redacted]').slice(0, 300);

/** The code of the first refusal in an answer. */
export function codeIn(json: unknown): string | undefined {
  const parsed = refusals.safeParse(json);
  return parsed.success ? parsed.data[0]?.errorCode : undefined;
}

export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
