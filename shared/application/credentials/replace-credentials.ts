import type { Integration } from '../../domain/integration.ts';
import type { SignInValues } from '../../domain/sign-in.ts';
import { withoutToken } from '../../domain/tokens.ts';
import type { Connectors, SecretStore } from '../ports.ts';
import type { Refusal } from '../refusal.ts';
import { type ReconnectDeps, type Reconnected, reconnect } from './reconnect.ts';

export interface ReplaceDeps extends ReconnectDeps {
  readonly secrets: Pick<SecretStore, 'credentials' | 'saveCredentials'>;
  readonly connectors: Connectors;
}

/** Signs in with typed values. Of an OAuth sign-in only what changes has to be typed; the rest is as it was. */
export async function replaceCredentials(
  deps: ReplaceDeps,
  integration: Integration,
  typed: SignInValues,
  actor: string,
): Promise<Reconnected | Refusal> {
  const known =
    integration.authType === 'OAUTH2' ? await deps.secrets.credentials(integration.id, 'fresh') : {};
  const values = { ...withoutToken(known ?? {}), ...typed };
  const facts = await deps.connectors.facts(integration.type);
  const errors = facts.checkCredentials(integration.authType, values, integration.settings);
  return errors.length > 0 ? { refused: 'invalid', errors } : reconnect(deps, integration, values, actor);
}
