import type { Integration } from './integration.ts';
import type { Instant } from './values.ts';

/** A sign-in at a vendor that an admin began: pending until the vendor sends them back, then authorized. */
export interface PendingConnection {
  readonly schemaVersion: 1;
  readonly id: string;
  readonly version: number;
  readonly status: 'pending' | 'taken' | 'authorized';
  /** Digest of the one-time value that the vendor hands back; the value itself is stored nowhere. */
  readonly stateHash: string;
  /** Digest of the cookie of the browser in which the admin began. */
  readonly browserHash: string;
  /** PKCE verifier: never leaves the server before the code is exchanged. */
  readonly verifier: string;
  readonly redirectUri: string;
  readonly startedBy: string;
  /** The integration to sign in again; `null` for one that does not exist yet. */
  readonly integrationId: string | null;
  readonly target: Pick<Integration, 'type' | 'baseUrl' | 'authType' | 'settings'>;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
}

export type CallbackCheck = 'ok' | 'unknown' | 'used' | 'expired' | 'other-browser';

/** Whether a return from the vendor belongs to this connection: once, in time, in the browser that began it. */
export function checkCallback(
  connection: PendingConnection | undefined,
  given: { readonly stateHash: string; readonly browserHash: string | undefined; readonly now: Instant },
): CallbackCheck {
  if (connection === undefined || connection.stateHash !== given.stateHash) return 'unknown';
  if (connection.browserHash !== given.browserHash) return 'other-browser';
  if (connection.status !== 'pending') return 'used';
  return given.now > connection.expiresAt ? 'expired' : 'ok';
}

/** Whether this admin may build an integration on the sign-in now. */
export const mayUse = (connection: PendingConnection, actor: string, now: Instant): boolean =>
  connection.status === 'authorized' && connection.startedBy === actor && now <= connection.expiresAt;
