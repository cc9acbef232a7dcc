import type { PendingConnection } from '../../domain/connection.ts';
import type { ExternalData } from '../../domain/external.ts';
import type { Integration } from '../../domain/integration.ts';
import type { Choice } from '../../domain/look-ups.ts';
import type { SignIn, SignInValues } from '../../domain/sign-in.ts';
import type { Renewal, TokenAnswer } from '../../domain/tokens.ts';
import type { Instant } from '../../domain/values.ts';

/** What is connected, without saying for whom. */
export type ConnectionTarget = Pick<Integration, 'type' | 'baseUrl' | 'authType' | 'settings'>;

/** What a lease remembers from the last time a token was renewed. */
export type LeaseAnswer =
  | { readonly outcome: 'taken'; readonly lastObtainedAt?: Instant }
  | { readonly outcome: 'held' };

/** The right to renew the token of one integration: one holder at a time over all workers. */
export interface TokenLeases {
  /** Takes the lease unless somebody holds it at `now`. */
  take(id: string, holder: string, now: Instant, until: Instant): Promise<LeaseAnswer>;
  /**
   * Ends the lease if `holder` still has it; `obtainedAt`: when the token now stored was obtained, if one was. A
   * lease that went to somebody else meanwhile is left alone.
   */
  release(id: string, holder: string, obtainedAt?: Instant): Promise<void>;
  /** A short pause for those who wait for the holder. */
  wait(): Promise<void>;
  removeAll(id: string): Promise<void>;
}

/** The vendors' token endpoints. Every call throws `FaultError`: `unauthorized` for a refused grant. */
export interface TokenIssuer {
  /** How the token of this sign-in is renewed. */
  renewal(target: ConnectionTarget, values: SignInValues): Promise<Renewal>;
  /** Where an admin allows the access; throws `rejected` for a sign-in that needs no person. */
  authorizeUrl(
    target: ConnectionTarget,
    values: SignInValues,
    request: { readonly state: string; readonly verifier: string; readonly redirectUri: string },
  ): Promise<string>;
  exchange(
    target: ConnectionTarget,
    values: SignInValues,
    code: { readonly code: string; readonly verifier: string; readonly redirectUri: string },
  ): Promise<TokenAnswer>;
  /** A new token by the refresh token, or by what is stored. */
  renew(target: ConnectionTarget, values: SignInValues): Promise<TokenAnswer>;
  /** Origins to which what is stored would be sent. */
  addresses(target: ConnectionTarget): Promise<readonly string[]>;
}

/** Sign-ins that were begun. */
export interface ConnectionStore {
  get(id: string): Promise<PendingConnection | undefined>;
  /** Writes the connection if the stored one has `connection.version - 1`. */
  put(connection: PendingConnection): Promise<'written' | 'stale'>;
  remove(id: string): Promise<void>;
  /** At most 25 ids whose time is over. */
  expired(now: Instant): Promise<readonly string[]>;
}

/** Live values for a settings field, also while the other settings are not complete. */
export interface LookUps {
  choices(
    target: ConnectionTarget,
    signIn: SignIn | SignInValues,
    field: string,
    given: ExternalData,
  ): Promise<readonly Choice[]>;
}

/** What an admin typed to sign in, by field name of the connector's manifest. Never logged, never returned. */
export type Credentials = { readonly [field: string]: string };

/** Secrets of the hooks of one integration: newest first per key, older ones still accepted during rotation. */
export type WebhookSecrets = { readonly [key: string]: readonly string[] };

export interface SecretStore {
  /** Perhaps some minutes old, unless asked for `fresh`. */
  credentials(integrationId: string, fresh?: 'fresh'): Promise<Credentials | undefined>;
  saveCredentials(integrationId: string, credentials: Credentials): Promise<void>;
  webhookSecrets(integrationId: string): Promise<WebhookSecrets>;
  saveWebhookSecrets(integrationId: string, secrets: WebhookSecrets): Promise<void>;
  removeCredentials(integrationId: string): Promise<void>;
  removeAll(integrationId: string): Promise<void>;
}
