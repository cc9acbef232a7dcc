import type { ExternalSystem } from '../../domain/external.ts';
import { FaultError } from '../../domain/fault.ts';
import type { Integration } from '../../domain/integration.ts';
import type { SignInValues } from '../../domain/sign-in.ts';
import type { SignInDeps } from './deps.ts';
import { storedSignIn } from './stored-sign-in.ts';

/** The integration's system with its stored sign-in. Throws `unauthorized` where none is stored. */
export async function connectStored(deps: SignInDeps, integration: Integration): Promise<ExternalSystem> {
  const values = await deps.secrets.credentials(integration.id);
  return connectWith(deps, integration, values);
}

/** As `connectStored`, with values that were read beside the integration. */
export async function connectWith(
  deps: SignInDeps,
  integration: Integration,
  values: SignInValues | undefined,
): Promise<ExternalSystem> {
  if (values === undefined)
    throw new FaultError({ kind: 'unauthorized', message: 'No credentials are stored: sign in again.' });
  const stored = { id: integration.id, target: integration };
  return deps.connectors.connect(integration, storedSignIn(deps, stored, values));
}
