import type { Clock, Connectors, Ids, SecretStore } from '../ports.ts';
import type { TokenIssuer, TokenLeases } from './ports.ts';

/** What it takes to talk to a system with a sign-in that renews itself. */
export interface SignInDeps {
  readonly secrets: Pick<SecretStore, 'credentials' | 'saveCredentials'>;
  readonly connectors: Pick<Connectors, 'connect'>;
  readonly issuer: TokenIssuer;
  readonly leases: TokenLeases;
  readonly clock: Clock;
  readonly ids: Ids;
}
