import * as z from 'zod';
import { type Fault, FaultError } from '../../domain/fault.ts';
import type { TokenAnswer } from '../../domain/tokens.ts';
import type { OAuthGrant } from '../auth-scheme.ts';
import { retryAfter } from '../faults.ts';
import type { HttpResponse } from '../http.ts';

const granted = z.looseObject({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).nullish(),
  expires_in: z.coerce.number().nonnegative().nullish(),
});
const refusal = z.looseObject({
  error: z.union([z.string(), z.looseObject({})]).optional(),
  error_description: z.string().optional(),
  message: z.string().optional(),
});
const ending = z.looseObject({ exp: z.number() });

/**
 * What a token endpoint answered. Throws `unauthorized` for a grant or client that it refuses, `rate-limited` for too
 * many requests, and `unavailable` for everything else: an endpoint that is out of order says nothing about the
 * sign-in, and its answer is never repeated in a message.
 */
export function readTokenAnswer(grant: OAuthGrant, response: HttpResponse, now: Date): TokenAnswer {
  const json = jsonOf(response.text);
  const parsed = response.status < 300 ? granted.safeParse(json) : undefined;
  if (parsed?.success !== true) throw new FaultError(faultOf(response, json, now));
  const { access_token: accessToken, refresh_token, expires_in } = parsed.data;
  const own = grant.expiryInToken === true ? secondsLeft(accessToken, now) : undefined;
  const lifetimeSeconds = expires_in ?? own ?? grant.lifetimeSeconds;
  const named = grant.apiBaseUrlField === undefined ? undefined : parsed.data[grant.apiBaseUrlField];
  return {
    accessToken,
    ...(typeof refresh_token === 'string' ? { refreshToken: refresh_token } : {}),
    ...(lifetimeSeconds === undefined ? {} : { lifetimeSeconds: Math.floor(lifetimeSeconds) }),
    ...(typeof named === 'string' ? { apiBaseUrl: named } : {}),
  };
}

/** Codes by which an endpoint says that it is the one with the trouble. RFC 6749 §4.1.2.1. */
const passing = ['temporarily_unavailable', 'server_error', 'slow_down'];

function faultOf(response: HttpResponse, json: unknown, now: Date): Fault {
  const { status } = response;
  const wait = retryAfter(response, now);
  const asked = wait === undefined ? {} : { retryAfterSeconds: wait };
  if (status === 429)
    return {
      kind: 'rate-limited',
      message: 'The sign-in was asked for too often.',
      httpStatus: 429,
      ...asked,
    };
  const read = refusal.safeParse(json);
  const code = read.success && typeof read.data.error === 'string' ? read.data.error : undefined;
  const refused = read.success && (status < 300 ? code !== undefined : [400, 401, 403].includes(status));
  if (refused && !passing.includes(code ?? ''))
    return {
      kind: 'unauthorized',
      message: `The sign-in is no longer accepted${wordsOf(code)}: sign in again.`,
      httpStatus: status,
    };
  return {
    kind: 'unavailable',
    message: `The sign-in cannot be renewed at the moment: its address answered ${status}.`,
    httpStatus: status,
    ...asked,
  };
}

const wordsOf = (code: string | undefined): string =>
  code !== undefined && /^[a-z_]{1,40}$/.test(code) ? ` (${code})` : '';

function secondsLeft(token: string, now: Date): number | undefined {
  const payload = jsonOf(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
  const parsed = ending.safeParse(payload);
  return parsed.success ? Math.max(0, parsed.data.exp - now.getTime() / 1000) : undefined;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
