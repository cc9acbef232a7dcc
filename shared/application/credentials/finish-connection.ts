import { type CallbackCheck, checkCallback, type PendingConnection } from '../../domain/connection.ts';
import { addSeconds } from '../../domain/dates.ts';
import { faultOf } from '../../domain/fault.ts';
import type { SignInValues } from '../../domain/sign-in.ts';
import { withToken } from '../../domain/tokens.ts';
import { errorFields } from '../error-fields.ts';
import { recordAct } from '../integrations/audit.ts';
import type { ConnectionStore, Hasher, Logger, SecretStore } from '../ports.ts';
import { isRefused } from '../refusal.ts';
import { type ReconnectDeps, reconnect } from './reconnect.ts';

export interface FinishDeps extends ReconnectDeps {
  readonly secrets: Pick<SecretStore, 'credentials' | 'saveCredentials' | 'removeCredentials'>;
  readonly connections: ConnectionStore;
  readonly hasher: Hasher;
  readonly logger: Logger;
}

/** How the vendor sent the admin back. */
export interface Callback {
  readonly state: string | undefined;
  readonly code: string | undefined;
  /** The vendor's own refusal, e.g. `access_denied`. */
  readonly error: string | undefined;
  readonly browserKey: string | undefined;
}

/** `authorized`: an integration can be made on it now · `reconnected`: an integration goes on. */
export type CallbackOutcome =
  | { readonly outcome: 'authorized' | 'reconnected'; readonly connection: PendingConnection }
  | {
      readonly outcome:
        | Exclude<CallbackCheck, 'ok'>
        | 'denied'
        | 'refused'
        | 'unreachable'
        | 'connection-failed';
      readonly connection?: PendingConnection;
    };

/** How long an authorized sign-in waits for its integration. */
const authorizedSeconds = 3600;

/** Ends a sign-in that was begun in this browser, once: the code becomes a token, the token is stored. */
export async function finishConnection(deps: FinishDeps, callback: Callback): Promise<CallbackOutcome> {
  const { state = '', browserKey } = callback;
  const connection = await deps.connections.get(idOf(state));
  const check = checkCallback(connection, {
    stateHash: deps.hasher.hash(state),
    browserHash: browserKey === undefined ? undefined : deps.hasher.hash(browserKey),
    now: deps.clock.now(),
  });
  if (connection === undefined || check !== 'ok') return { outcome: check === 'ok' ? 'unknown' : check };
  const taken: PendingConnection = { ...connection, version: connection.version + 1, status: 'taken' };
  if ((await deps.connections.put(taken)) === 'stale') return { outcome: 'used' };
  if (callback.code === undefined) {
    await forget(deps, taken);
    return { outcome: callback.error === 'access_denied' ? 'denied' : 'refused', connection: taken };
  }
  return exchange(deps, taken, callback.code);
}

const idOf = (state: string): string => state.split('.')[0] ?? '';

async function exchange(
  deps: FinishDeps,
  connection: PendingConnection,
  code: string,
): Promise<CallbackOutcome> {
  const { target, verifier, redirectUri, integrationId } = connection;
  const askedAt = deps.clock.now();
  const before = (await deps.secrets.credentials(connection.id, 'fresh')) ?? {};
  let values: SignInValues;
  try {
    const answer = await deps.issuer.exchange(target, before, { code, verifier, redirectUri });
    values = withToken(before, answer, askedAt);
  } catch (error) {
    const fault = faultOf(error);
    deps.logger.warn('a sign-in could not be finished', {
      connectionId: connection.id,
      ...errorFields(error),
    });
    await forget(deps, connection);
    const refused = fault.kind === 'unauthorized' || fault.kind === 'rejected';
    return { outcome: refused ? 'refused' : 'unreachable', connection };
  }
  return integrationId === null
    ? keep(deps, connection, values)
    : signIn(deps, connection, integrationId, values);
}

/** Signed in before there is an integration: the token waits for the rest of the wizard. */
async function keep(
  deps: FinishDeps,
  connection: PendingConnection,
  values: SignInValues,
): Promise<CallbackOutcome> {
  await deps.secrets.saveCredentials(connection.id, values);
  const authorized: PendingConnection = {
    ...connection,
    version: connection.version + 1,
    status: 'authorized',
    expiresAt: addSeconds(deps.clock.now(), authorizedSeconds),
  };
  if ((await deps.connections.put(authorized)) === 'stale') return { outcome: 'used' };
  const { startedBy, target } = connection;
  await recordAct(deps, startedBy, 'connection.authorized', connection.id, null, { type: target.type });
  return { outcome: 'authorized', connection: authorized };
}

async function signIn(
  deps: FinishDeps,
  connection: PendingConnection,
  integrationId: string,
  values: SignInValues,
): Promise<CallbackOutcome> {
  const integration = await deps.integrations.get(integrationId);
  const moved = integration !== undefined && integration.baseUrl !== connection.target.baseUrl;
  const result =
    integration === undefined || moved
      ? undefined
      : await reconnect(deps, integration, values, connection.startedBy);
  await forget(deps, connection);
  if (result === undefined) return { outcome: 'unknown' };
  return { outcome: isRefused(result) ? 'connection-failed' : 'reconnected', connection };
}

/** What cannot be removed now is swept when the next sign-in begins: it takes nothing from this one's result. */
async function forget(deps: FinishDeps, { id }: PendingConnection): Promise<void> {
  try {
    await deps.secrets.removeCredentials(id);
    await deps.connections.remove(id);
  } catch (error) {
    deps.logger.warn('an ended sign-in was not removed', { connectionId: id, ...errorFields(error) });
  }
}
