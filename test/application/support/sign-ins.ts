import type fc from 'fast-check';
import { memoryAlertStore } from '../../../shared/adapters/in-memory/alert-store.ts';
import { memoryIntegrationStore } from '../../../shared/adapters/in-memory/integration-store.ts';
import { Memory } from '../../../shared/adapters/in-memory/memory.ts';
import { memorySecretStore } from '../../../shared/adapters/in-memory/secret-store.ts';
import { countingIds, MemoryClock, silentLogger } from '../../../shared/adapters/in-memory/system.ts';
import { memoryTokenLeases } from '../../../shared/adapters/in-memory/token-leases.ts';
import { storedSignIn } from '../../../shared/application/credentials/stored-sign-in.ts';
import type { ConnectionTarget, SecretStore } from '../../../shared/application/ports.ts';
import type { SignIn } from '../../../shared/domain/sign-in.ts';
import { withToken } from '../../../shared/domain/tokens.ts';
import { Issuer } from './issuer.ts';

const target: ConnectionTarget = {
  type: 'ASANA',
  baseUrl: 'https://vendor.example',
  authType: 'OAUTH2',
  settings: {},
};

/** `now` decides when each step of each worker happens; without it all happens at once. */
export async function signInWorld(
  now: <Value>(step: string, work: () => Promise<Value>) => Promise<Value> = (_, work) => work(),
) {
  const memory = new Memory();
  const clock = new MemoryClock();
  let stepsLeft = Number.POSITIVE_INFINITY;
  /** A dead process takes no step any more. */
  const step: typeof now = (name, work) =>
    now(name, async () => {
      if (--stepsLeft < 0) throw new Error('The process is dead.');
      return work();
    });
  const issuer = new Issuer();
  issuer.kind = 'refresh';
  issuer.onAsked = () => step('the vendor', async () => undefined);
  const kept = memorySecretStore();
  const plain = memoryTokenLeases(() => step('a pause', async () => undefined));
  /** What reads of the secret answer instead of what is stored. */
  const stale: { reads: number; value: Awaited<ReturnType<SecretStore['credentials']>> } = {
    reads: 0,
    value: undefined,
  };
  const failing = { writes: 0 };
  const secrets = {
    credentials: (id: string) =>
      step('read', async () => (stale.reads-- > 0 ? stale.value : await kept.credentials(id))),
    saveCredentials: (id: string, values: Readonly<Record<string, string>>) =>
      step('write', async () => {
        if (failing.writes-- > 0) throw new Error('Secrets Manager is busy.');
        await kept.saveCredentials(id, values);
      }),
  };
  const leases = {
    ...plain,
    take: (...given: Parameters<typeof plain.take>) => step('take', () => plain.take(...given)),
    release: (...given: Parameters<typeof plain.release>) => step('release', () => plain.release(...given)),
  };
  const first = withToken({ clientId: 'app' }, issuer.issue(), clock.now());
  await kept.saveCredentials('int-1', first);
  const deps = { secrets, leases, issuer, clock, ids: countingIds() };
  const storing = {
    ...deps,
    alerts: memoryAlertStore(memory),
    integrations: memoryIntegrationStore(memory),
    logger: silentLogger,
  };
  return {
    ...{ storing, clock, issuer, secrets, stale, failing, first, deps, leases },
    dieAt: (steps: number) => {
      stepsLeft = steps;
    },
    stored: () => kept.credentials('int-1'),
    save: (values: Readonly<Record<string, string>>) => kept.saveCredentials('int-1', values),
    /** A warm worker that read the secret a while ago. */
    worker: (): SignIn => storedSignIn(deps, { id: 'int-1', target }, first),
  };
}
export type SignInWorld = Awaited<ReturnType<typeof signInWorld>>;

/** One request of a worker: answers the access token that the vendor accepted. */
export async function request(world: SignInWorld, signIn: SignIn): Promise<string> {
  const values = await signIn.current();
  if (world.issuer.accepts(values.accessToken)) return values.accessToken ?? '';
  const others = await signIn.afterRefusal(values);
  if (others === undefined || !world.issuer.accepts(others.accessToken)) throw new Error('refused');
  return others.accessToken ?? '';
}

/** Steps in an order that fast-check chooses. */
export const schedulerOf =
  (scheduler: fc.Scheduler) =>
  async <Value>(step: string, work: () => Promise<Value>): Promise<Value> => {
    await scheduler.schedule(Promise.resolve(), step);
    return work();
  };
