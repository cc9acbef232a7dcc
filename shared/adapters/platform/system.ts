import { createHash, randomBytes } from 'node:crypto';
import type { Clock, Hasher, Ids, Randomness } from '../../application/ports.ts';

export const systemClock: Clock = { now: () => new Date().toISOString() };

/** SHA-256 cut to 128 bits, base64url: 22 characters. */
export const sha256Hasher: Hasher = {
  hash: (text) => createHash('sha256').update(text).digest('base64url').slice(0, 22),
};

/** Time-ordered ids: 48 bits of time, 80 random bits, hex. */
export const timeOrderedIds = (clock: Clock): Ids => ({
  next: (prefix) =>
    `${prefix}_${Date.parse(clock.now()).toString(16).padStart(12, '0')}${randomBytes(10).toString('hex')}`,
});

export const secureRandomness: Randomness = {
  secret: () => `whsec_${randomBytes(32).toString('base64')}`,
  nonce: () => randomBytes(16).toString('base64url'),
};
