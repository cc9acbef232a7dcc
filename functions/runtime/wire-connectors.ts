import { setTimeout as pause } from 'node:timers/promises';
import { httpClient } from '../../shared/adapters/http/http-client.ts';
import type {
  Clock,
  Connectors,
  Hasher,
  LookUps,
  Metrics,
  RateBuckets,
  TokenIssuer,
} from '../../shared/application/ports.ts';
import { bucketId } from '../../shared/application/quotas/bucket-id.ts';
import { workerQuotas } from '../../shared/application/quotas/quota-for.ts';
import { connect, lookUpChoices } from '../../shared/connector-kit/connect.ts';
import { factsOf } from '../../shared/connector-kit/connector-facts.ts';
import type { HttpClient } from '../../shared/connector-kit/http.ts';
import { tokenIssuer } from '../../shared/connector-kit/oauth/issuer.ts';
import { budgetsOf } from '../../shared/connector-kit/plans.ts';
import { type AnyConnector, loadConnector } from '../../shared/connectors/registry.ts';
import { FaultError } from '../../shared/domain/fault.ts';
import type { SignInValues } from '../../shared/domain/sign-in.ts';
import { readEnv } from './env.ts';
import { type WorkTime, workTime } from './work-time.ts';

const requestTimeoutMs = 20_000;
const largestAnswerBytes = 16 * 1_048_576;

const connectorOf = async (type: string) => {
  const connector = await loadConnector(type);
  if (connector !== undefined) return connector;
  throw new FaultError({
    kind: 'rejected',
    message: `This version has no connector for ${type}. Deploy one that has it, or delete the integration.`,
  });
};

type Target = Parameters<Connectors['connect']>[0];

interface QuotaStores {
  readonly rateBuckets: RateBuckets;
  readonly clock: Clock;
  readonly hasher: Hasher;
}

/**
 * The vendors: their APIs, their token endpoints and their look-ups, all through one guarded client, and all requests to
 * their APIs out of the budget that the workers share.
 */
export function wireConnectors(
  stores: QuotaStores,
  time: Pick<WorkTime, 'leftMs'> = workTime(),
  metrics?: Metrics,
): { readonly connectors: Connectors; readonly issuer: TokenIssuer; readonly lookUps: LookUps } {
  const { allowLoopback } = readEnv(['allowLoopback'] as const);
  const http = httpClient({
    allowLoopback: allowLoopback === 'on',
    timeoutMs: requestTimeoutMs,
    maxBytes: largestAnswerBytes,
  });
  const client = { http, now: () => new Date() };
  const issuer = tokenIssuer(connectorOf, client);
  const quotas = workerQuotas({ ...stores, pause: (ms) => pause(ms), patienceMs: time.leftMs });
  const to = (target: Target, { manifest }: AnyConnector) => {
    const budgets = budgetsOf(manifest, target.settings);
    const perAccount = budgets.some(({ scope }) => scope === 'account');
    const idOf = (values: SignInValues) => bucketId({ ...stores, issuer }, target, values, perAccount);
    const counting = metrics === undefined ? http : counted(http, metrics, target);
    return { ...client, http: counting, quota: quotas.of(budgets, idOf) };
  };
  return {
    connectors: {
      facts: async (type) => factsOf(await connectorOf(type)),
      async connect(target, signIn) {
        const connector = await connectorOf(target.type);
        return connect(connector, target, signIn, to(target, connector));
      },
    },
    issuer,
    lookUps: {
      async choices(target, signIn, field, given) {
        const connector = await connectorOf(target.type);
        return lookUpChoices(connector, target, signIn, to(target, connector), { field, given });
      },
    },
  };
}

/** The requests to one system, counted; those that it refuses for their number, counted besides. */
const counted = (http: HttpClient, metrics: Metrics, { type, id }: Target): HttpClient => ({
  async send(request) {
    const about = { integrationType: type, ...(id === undefined ? {} : { integrationId: id }) };
    metrics.count('VendorCalls', 1, about);
    const response = await http.send(request);
    if (response.status === 429) metrics.count('VendorRefusals', 1, about);
    return response;
  },
});
