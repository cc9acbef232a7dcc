import { createHash } from 'node:crypto';

/** The challenge that goes through the browser for a verifier that stays here. RFC 7636 §4.2. */
export const challengeOf = (verifier: string): string =>
  createHash('sha256').update(verifier).digest('base64url');
