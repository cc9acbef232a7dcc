import type { Clock, Connectors, Ids, SecretStore } from '../ports.ts';
import type { TokenIssuer, TokenLeases } from './ports.ts';

/** What it takes to talk to a system with a sign-in that renews itself. */
export interface SignInDeps {
  readonly secrets: SecretStore;
  readonly connectors: Connectors;
  readonly issuer: TokenIssuer;
  readonly leases: TokenLeases;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** What it takes to renew a sign-in, without talking to the system itself. */
export type RenewDeps = Omit<SignInDeps, 'connectors' | 'secrets'> & {
  readonly secrets: Pick<SecretStore, 'credentials' | 'saveCredentials'>;
};
