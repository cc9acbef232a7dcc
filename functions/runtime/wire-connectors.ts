import { httpClient } from '../../shared/adapters/http/http-client.ts';
import type { Connectors } from '../../shared/application/ports.ts';
import { connect, factsOf } from '../../shared/connector-kit/connect.ts';
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

export function wireConnectors(): Connectors {
  const { allowLoopback } = readEnv(['allowLoopback'] as const);
  const http = httpClient({
    allowLoopback: allowLoopback === 'on',
    timeoutMs: requestTimeoutMs,
    maxBytes: largestAnswerBytes,
  });
  return {
    facts: (type) => factsOf(connectorOf(type)),
    connect: (integration, credentials) =>
      connect(connectorOf(integration.type), integration, credentials, { http, now: () => new Date() }),
  };
}
