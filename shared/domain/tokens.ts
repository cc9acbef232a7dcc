import { addSeconds, elapsed } from './dates.ts';
import type { SignInValues } from './sign-in.ts';
import type { Instant } from './values.ts';

/** What a token endpoint granted. */
export interface TokenAnswer {
  readonly accessToken: string;
  /** Absent where the vendor keeps the old one valid, or has none. */
  readonly refreshToken?: string;
  /** Whole seconds from the moment it was asked for; absent where nothing ends. */
  readonly lifetimeSeconds?: number;
  /** Where the vendor says this account's API is. */
  readonly apiBaseUrl?: string;
}

/**
 * How the token of a sign-in is renewed: `none`: there is no token of ours (keys, passwords, pasted tokens) · `refresh`:
 * by its refresh token · `mint`: asked for anew with what is stored · `person`: only by signing in again.
 */
export type Renewal = 'none' | 'refresh' | 'mint' | 'person';

/** The fields in which a token is stored beside what an admin typed: one value, written as a whole. */
const tokenFields = ['accessToken', 'refreshToken', 'obtainedAt', 'expiresAt', 'apiBaseUrl'] as const;

/** What an admin typed, without any token. */
export const withoutToken = (values: SignInValues): SignInValues =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !tokenFields.some((field) => field === name)));

/** The values with this answer in place of the token before; what the answer leaves out is kept. */
export function withToken(values: SignInValues, answer: TokenAnswer, askedAt: Instant): SignInValues {
  const { expiresAt: _over, ...kept } = values;
  const { accessToken, refreshToken, lifetimeSeconds, apiBaseUrl } = answer;
  return {
    ...kept,
    accessToken,
    obtainedAt: askedAt,
    ...(refreshToken === undefined ? {} : { refreshToken }),
    ...(lifetimeSeconds === undefined ? {} : { expiresAt: addSeconds(askedAt, lifetimeSeconds) }),
    ...(apiBaseUrl === undefined ? {} : { apiBaseUrl }),
  };
}

const mostAheadSeconds = 300;

/** Seconds before its end at which a token is renewed: five minutes, or a tenth of a short life. */
export function renewAheadSeconds(values: SignInValues): number {
  const { obtainedAt, expiresAt } = values;
  if (expiresAt === undefined) return 0;
  if (obtainedAt === undefined) return mostAheadSeconds;
  return Math.max(0, Math.min(mostAheadSeconds, elapsed(obtainedAt, expiresAt) / 10_000));
}

/**
 * What to do with the values before a request: `use` them · `renew-soon`: renew if that can be done now, they are
 * still good · `renew` first · `reconnect`: a person has to sign in.
 */
export type TokenStep = 'use' | 'renew-soon' | 'renew' | 'reconnect';

export function tokenStep(values: SignInValues, renewal: Renewal, now: Instant): TokenStep {
  if (renewal === 'none') return 'use';
  const renewable = isRenewable(values, renewal);
  if (values.accessToken === undefined) return renewable ? 'renew' : 'reconnect';
  // Of a token that cannot be renewed the vendor says itself when it is over: our clock is not the judge.
  if (values.expiresAt === undefined || !renewable) return 'use';
  const left = elapsed(now, values.expiresAt) / 1000;
  if (left <= 0) return 'renew';
  return left <= renewAheadSeconds(values) ? 'renew-soon' : 'use';
}

const isRenewable = (values: SignInValues, renewal: Renewal): boolean =>
  renewal === 'mint' || (renewal === 'refresh' && values.refreshToken !== undefined);

/** What to do after the vendor refused `refused`, when `stored` is what the secret holds at this moment. */
export function stepAfterRefusal(
  refused: SignInValues,
  stored: SignInValues,
  renewal: Renewal,
): 'use-stored' | 'renew' | 'reconnect' {
  const { accessToken: before, ...typedBefore } = signing(refused);
  const { accessToken: after, ...typedAfter } = signing(stored);
  if (before !== after && after !== undefined) return 'use-stored';
  if (renewal === 'none' && !same(typedBefore, typedAfter)) return 'use-stored';
  return isRenewable(stored, renewal) ? 'renew' : 'reconnect';
}

/** The part of the values that a request shows to the vendor. */
function signing(values: SignInValues): SignInValues {
  const { refreshToken: _kept, obtainedAt: _at, expiresAt: _until, ...shown } = values;
  return shown;
}

const same = (a: SignInValues, b: SignInValues): boolean =>
  Object.keys(a).length === Object.keys(b).length &&
  Object.entries(a).every(([name, value]) => b[name] === value);

/** A secret that still reads as it was before after so long was put back by somebody. */
const longestLagSeconds = 600;

/**
 * Whether the secret shows an older token than the last one known to be stored. It was read too early, and its
 * refresh token is used up: using it again ends the whole grant at vendors that watch for that.
 */
export const isOutdated = (
  values: SignInValues,
  lastObtainedAt: Instant | undefined,
  now: Instant,
): boolean =>
  lastObtainedAt !== undefined &&
  values.obtainedAt !== undefined &&
  values.obtainedAt < lastObtainedAt &&
  now < addSeconds(lastObtainedAt, longestLagSeconds);
