import { FaultError, faultOf } from '../../domain/fault.ts';
import type { SignIn, SignInValues } from '../../domain/sign-in.ts';
import { isOutdated, stepAfterRefusal, tokenStep } from '../../domain/tokens.ts';
import type { RenewDeps } from './deps.ts';
import { renewToken, type StoredAt } from './renew-token.ts';

/**
 * The sign-in that a secret holds, renewed before its end and once after a refusal. `first`: the values as they were
 * read, perhaps minutes ago; a refusal reads them anew before anything else, so that a worker that slept does not use
 * up what another one renewed, or take an admin's new token for a broken one.
 */
export function storedSignIn(deps: RenewDeps, stored: StoredAt, first: SignInValues): SignIn {
  let known = first;
  let underWay: Promise<SignInValues> | undefined;
  const renewal = () => deps.issuer.renewal(stored.target, known);
  const step = async (values: SignInValues) => tokenStep(values, await renewal(), deps.clock.now());
  const renew = (refused?: SignInValues, turns?: number): Promise<SignInValues> => {
    const isGood = async (values: SignInValues) =>
      (await step(values)) === 'use' && (refused === undefined || values.accessToken !== refused.accessToken);
    underWay ??= renewToken(deps, stored, isGood, turns).finally(() => {
      underWay = undefined;
    });
    return underWay;
  };
  return {
    async current() {
      const next = await step(known);
      if (next === 'reconnect') known = await readAgain(deps, stored);
      if (next === 'renew') known = await renew();
      if (next === 'renew-soon') known = await renew(undefined, 1).catch((error) => orStay(error, known));
      if ((await step(known)) === 'reconnect') throw signInAgain();
      return known;
    },
    async afterRefusal(refused) {
      const now = await readAgain(deps, stored);
      if (isOutdated(now, refused.obtainedAt, deps.clock.now())) throw unsettled();
      const next = stepAfterRefusal(refused, now, await deps.issuer.renewal(stored.target, now));
      if (next === 'reconnect') return undefined;
      known = next === 'use-stored' ? now : await renew(refused);
      // What was under way may have begun before the refusal and ended with the same token.
      if (next === 'renew' && known.accessToken === refused.accessToken) known = await renew(refused);
      return known;
    },
  };
}

async function readAgain(deps: RenewDeps, { id }: StoredAt): Promise<SignInValues> {
  const values = await deps.secrets.credentials(id, 'fresh');
  if (values === undefined) throw signInAgain();
  return values;
}

/** A token that has some minutes left outlives a token endpoint that is down; a refused grant does not pass. */
function orStay(error: unknown, values: SignInValues): SignInValues {
  const { kind } = faultOf(error);
  if (kind === 'unavailable' || kind === 'rate-limited') return values;
  throw error;
}

const signInAgain = (): FaultError =>
  new FaultError({ kind: 'unauthorized', message: 'No usable sign-in is stored: sign in again.' });
const unsettled = (): FaultError =>
  new FaultError({
    kind: 'unavailable',
    message: 'A renewed sign-in cannot be read yet.',
    retryAfterSeconds: 5,
  });
