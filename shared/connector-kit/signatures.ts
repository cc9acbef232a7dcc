import { createHmac, timingSafeEqual } from 'node:crypto';

/** A signature over bytes, as data. */
export interface HmacScheme {
  readonly algorithm: 'sha1' | 'sha256' | 'sha512';
  readonly encoding: 'hex' | 'base64' | 'base64url';
  /** Text in front of the signature, e.g. `sha256=`. */
  readonly prefix?: string;
}

/** Compares without telling how far two texts agree; unequal lengths are simply unequal. */
export function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

export const sign = (scheme: HmacScheme, secret: string | Uint8Array, content: Uint8Array): string =>
  `${scheme.prefix ?? ''}${createHmac(scheme.algorithm, secret).update(content).digest(scheme.encoding)}`;

/** Whether any of the secrets made this signature. A missing or mis-sized one is just wrong. */
export function verify(
  scheme: HmacScheme,
  secrets: readonly string[],
  content: Uint8Array,
  signature: string | undefined,
): boolean {
  if (signature === undefined) return false;
  return secrets.map((secret) => sameText(sign(scheme, secret, content), signature)).some(Boolean);
}

/** Seconds that a time-stamp may lie from now, in either direction. */
export const toleranceSeconds = 300;

/** Whether a Unix time in seconds is within the tolerance of now. */
export const isFresh = (seconds: number, now: Date, tolerance = toleranceSeconds): boolean =>
  Math.abs(now.getTime() / 1000 - seconds) <= tolerance;
