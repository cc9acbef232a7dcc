import { httpClient } from '../../shared/adapters/http/http-client.ts';
import type { Connectors, LookUps, TokenIssuer } from '../../shared/application/ports.ts';
import { connect, lookUpChoices } from '../../shared/connector-kit/connect.ts';
import { factsOf } from '../../shared/connector-kit/connector-facts.ts';
import type { HttpClient } from '../../shared/connector-kit/http.ts';
import { tokenIssuer } from '../../shared/connector-kit/oauth/issuer.ts';
import { connectors } from '../../shared/connectors/registry.ts';
import { FaultError } from '../../shared/domain/fault.ts';
import type { IntegrationType } from '../../shared/domain/integration.ts';
import { readEnv } from './env.ts';

const requestTimeoutMs = 20_000;
const largestAnswerBytes = 16 * 1_048_576;

export const connectorOf = (type: IntegrationType) => {
  const connector = connectors[type];
  if (connector !== undefined) return connector;
  throw new FaultError({ kind: 'rejected', message: `${type} cannot be connected yet.` });
};

/** The vendors: their APIs, their token endpoints and their look-ups, all through one guarded client. */
export function wireConnectors(): {
  readonly connectors: Connectors;
  readonly issuer: TokenIssuer;
  readonly lookUps: LookUps;
} {
  const { allowLoopback } = readEnv(['allowLoopback'] as const);
  const http = httpClient({
    allowLoopback: allowLoopback === 'on',
    timeoutMs: requestTimeoutMs,
    maxBytes: largestAnswerBytes,
  });
  return connectorsOver(http, () => new Date());
}

/** As `wireConnectors`, over a client of the caller's. */
function connectorsOver(http: HttpClient, now: () => Date) {
  const deps = { http, now };
  return {
    connectors: {
      facts: (type: IntegrationType) => factsOf(connectorOf(type)),
      connect: (...[target, signIn]: Parameters<Connectors['connect']>) =>
        connect(connectorOf(target.type), target, signIn, deps),
    },
    issuer: tokenIssuer(connectorOf, deps),
    lookUps: {
      choices: (...[target, signIn, field, given]: Parameters<LookUps['choices']>) =>
        lookUpChoices(connectorOf(target.type), target, signIn, deps, { field, given }),
    },
  };
}
