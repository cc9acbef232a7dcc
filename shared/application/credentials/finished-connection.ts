import { mayUse } from '../../domain/connection.ts';
import type { SignInValues } from '../../domain/sign-in.ts';
import type { Clock, ConnectionStore, SecretStore } from '../ports.ts';
import type { Refusal } from '../refusal.ts';
import type { ConnectionTarget } from './ports.ts';

export interface FinishedDeps {
  readonly connections: ConnectionStore;
  readonly secrets: Pick<SecretStore, 'credentials' | 'removeCredentials'>;
  readonly clock: Clock;
}

/** The values of a sign-in that this admin finished a while ago, for the same system and address only. */
export async function finishedConnection(
  deps: FinishedDeps,
  id: string,
  target: Pick<ConnectionTarget, 'type' | 'baseUrl' | 'authType'>,
  actor: string,
): Promise<{ readonly values: SignInValues } | Refusal> {
  const connection = await deps.connections.get(id);
  const known = connection !== undefined && mayUse(connection, actor, deps.clock.now());
  const values = known ? await deps.secrets.credentials(id, 'fresh') : undefined;
  if (!known || values === undefined)
    return notFinished('Sign in again: this sign-in is over or was not finished.');
  const { type, baseUrl, authType } = connection.target;
  const same = type === target.type && baseUrl === target.baseUrl && authType === target.authType;
  return same ? { values } : notFinished('This sign-in was made for another system or address.');
}

const notFinished = (message: string): Refusal => ({
  refused: 'invalid',
  errors: [{ pointer: '/connectionId', message }],
});

/** An integration has taken the sign-in over. */
export async function endConnection(deps: FinishedDeps, id: string): Promise<void> {
  await deps.secrets.removeCredentials(id);
  await deps.connections.remove(id);
}
