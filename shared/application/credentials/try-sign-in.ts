import type { ConnectionReport } from '../../domain/external.ts';
import { FaultError } from '../../domain/fault.ts';
import type { SignIn, SignInValues } from '../../domain/sign-in.ts';
import { tokenStep, withToken } from '../../domain/tokens.ts';
import { checkConnection } from '../integrations/check-connection.ts';
import type { Clock, Connectors } from '../ports.ts';
import type { ConnectionTarget, TokenIssuer } from './ports.ts';

export interface TryDeps {
  readonly connectors: Connectors;
  readonly issuer: TokenIssuer;
  readonly clock: Clock;
}

/** What was tried: `values` are those to store, a first token included. */
export interface Tried {
  readonly report: ConnectionReport;
  readonly values: SignInValues;
}

/** Tries values that are stored nowhere yet; the first token is asked for where they are good for one. */
export async function trySignIn(
  deps: TryDeps,
  target: ConnectionTarget,
  typed: SignInValues,
): Promise<Tried> {
  const signIn = typedSignIn(deps, target, typed);
  const report = await checkConnection(deps, target, signIn);
  return { report, values: report.ok ? await signIn.current() : typed };
}

/** A sign-in with values that are stored nowhere; the first token is asked for when it is needed, and kept. */
export function typedSignIn(
  deps: Omit<TryDeps, 'connectors'>,
  target: ConnectionTarget,
  typed: SignInValues,
): SignIn {
  let values = typed;
  return {
    async current() {
      values = await withFirstToken(deps, target, values);
      return values;
    },
    afterRefusal: async () => undefined,
  };
}

/** The values with a token that is good now. Throws `FaultError`. */
async function withFirstToken(
  deps: Omit<TryDeps, 'connectors'>,
  target: ConnectionTarget,
  values: SignInValues,
): Promise<SignInValues> {
  const now = deps.clock.now();
  const step = tokenStep(values, await deps.issuer.renewal(target, values), now);
  if (step === 'reconnect')
    throw new FaultError({ kind: 'unauthorized', message: 'Nobody has allowed the access yet.' });
  return step === 'renew' ? withToken(values, await deps.issuer.renew(target, values), now) : values;
}
