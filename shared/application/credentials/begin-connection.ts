import { addSeconds } from '../../domain/dates.ts';
import { faultOf } from '../../domain/fault.ts';
import type { SignInValues } from '../../domain/sign-in.ts';
import { withoutToken } from '../../domain/tokens.ts';
import type { Clock, ConnectionStore, Connectors, Hasher, Ids, Randomness, SecretStore } from '../ports.ts';
import type { Refusal } from '../refusal.ts';
import type { ConnectionTarget, TokenIssuer } from './ports.ts';

export interface BeginDeps {
  readonly secrets: Pick<SecretStore, 'credentials' | 'saveCredentials' | 'removeCredentials'>;
  readonly connectors: Pick<Connectors, 'facts'>;
  readonly connections: ConnectionStore;
  readonly issuer: TokenIssuer;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly randomness: Randomness;
  readonly hasher: Hasher;
  /** Origin under which vendors reach us, without a trailing slash. */
  readonly publicBaseUrl: string;
}

/** A sign-in that waits for the admin at the vendor. */
export interface Begun {
  readonly connectionId: string;
  readonly authorizeUrl: string;
  readonly expiresAt: string;
  /** To be kept by the admin's browser: only that browser can finish. */
  readonly browserKey: string;
}

export const pendingSeconds = 600;

/**
 * Begins a sign-in in the browser, for an integration that exists (`integrationId`) or for one to be made. What is
 * typed stands in for what is stored; the client's secret waits in Secrets Manager, never in a table.
 */
export async function beginConnection(
  deps: BeginDeps,
  request: {
    readonly target: ConnectionTarget;
    readonly integrationId: string | null;
    readonly typed: SignInValues;
  },
  actor: string,
): Promise<Begun | Refusal> {
  const { target, integrationId } = request;
  const stored = integrationId === null ? undefined : await deps.secrets.credentials(integrationId, 'fresh');
  const values = { ...withoutToken(stored ?? {}), ...withoutToken(request.typed) };
  const facts = await deps.connectors.facts(target.type);
  const errors = facts.checkCredentials(target.authType, values, target.settings);
  if (errors.length > 0) return { refused: 'invalid', errors };
  await sweep(deps);
  const id = deps.ids.next('conn');
  const state = `${id}.${deps.randomness.nonce()}`;
  const browserKey = deps.randomness.nonce();
  const verifier = `${deps.randomness.nonce()}${deps.randomness.nonce()}`.padEnd(43, '0');
  const redirectUri = callbackUrl(deps.publicBaseUrl);
  const authorizeUrl = await addressOrRefusal(() =>
    deps.issuer.authorizeUrl(target, values, { state, verifier, redirectUri }),
  );
  if (typeof authorizeUrl !== 'string') return authorizeUrl;
  const now = deps.clock.now();
  const expiresAt = addSeconds(now, pendingSeconds);
  await deps.secrets.saveCredentials(id, values);
  await deps.connections.put({
    ...{ schemaVersion: 1, id, version: 1, status: 'pending', verifier, redirectUri, integrationId },
    stateHash: deps.hasher.hash(state),
    browserHash: deps.hasher.hash(browserKey),
    startedBy: actor,
    target: {
      type: target.type,
      baseUrl: target.baseUrl,
      authType: target.authType,
      settings: target.settings,
    },
    createdAt: now,
    expiresAt,
  });
  return { connectionId: id, authorizeUrl, expiresAt, browserKey };
}

export const callbackUrl = (publicBaseUrl: string): string => `${publicBaseUrl}/api/oauth/callback`;

async function addressOrRefusal(address: () => Promise<string>): Promise<string | Refusal> {
  try {
    return await address();
  } catch (error) {
    return { refused: 'invalid', errors: [{ pointer: '/credentials', message: faultOf(error).message }] };
  }
}

/** What others began and never finished goes, its secret first. */
async function sweep(deps: BeginDeps): Promise<void> {
  for (const id of await deps.connections.expired(deps.clock.now())) {
    await deps.secrets.removeCredentials(id);
    await deps.connections.remove(id);
  }
}
