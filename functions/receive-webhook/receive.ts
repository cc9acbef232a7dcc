import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type {
  ChangeQueue,
  Clock,
  Hasher,
  Logger,
  Metrics,
  WebhookSecrets,
} from '../../shared/application/ports.ts';
import { limits } from '../../shared/config/limits.ts';
import type { WebhookReading, WebhookRequest } from '../../shared/connector-kit/webhook.ts';
import type { Change } from '../../shared/domain/change.ts';
import type { Integration } from '../../shared/domain/integration.ts';
import { logIdFor } from '../../shared/domain/log-id.ts';
import { resourcesOf } from '../../shared/domain/resources.ts';
import { type HttpAnswer, jsonAnswer, ProblemError } from '../runtime/http/problem.ts';
import { bodyBytes } from '../runtime/http/request.ts';

export interface ReceiveDeps {
  /** Where vendors find us; no slash at its end. */
  readonly publicBaseUrl: string;
  /** The integration as of at most 30 s ago; `fresh` asks the table. */
  readonly integration: (id: string, fresh?: 'fresh') => Promise<Integration | undefined>;
  /** The hooks' secrets as of at most 5 min ago; `fresh` asks again, for hooks registered or rotated since. */
  readonly secrets: (id: string, fresh?: 'fresh') => Promise<WebhookSecrets>;
  /** Reads one request in the vendor's protocol; `undefined` for a connector without webhooks. */
  readonly read: (
    integration: Integration,
    request: WebhookRequest,
    context: { readonly secrets: readonly string[]; readonly pendingNonce?: string },
  ) => Promise<WebhookReading | undefined>;
  readonly changes: ChangeQueue;
  readonly clock: Clock;
  readonly hasher: Hasher;
  readonly logger: Logger;
  /** Absent where nobody counts. */
  readonly metrics?: Metrics;
}

/**
 * One webhook request: find the integration, verify the bytes, hand the changes to the queue, answer. Nothing is
 * processed before the answer, because vendors give 7–10 s and suspend slow receivers.
 */
export async function receiveWebhook(deps: ReceiveDeps, event: APIGatewayProxyEventV2): Promise<HttpAnswer> {
  const found: Integration[] = [];
  try {
    return await answerTo(deps, event, (integration) => void found.push(integration));
  } catch (error) {
    if (error instanceof ProblemError) tellRefusal(deps, error, found[0]);
    throw error;
  }
}

/** The id in the address is named only when it is one of ours: anything may stand there. */
function tellRefusal(
  deps: ReceiveDeps,
  { problem }: ProblemError,
  integration: Integration | undefined,
): void {
  const about =
    integration === undefined ? {} : { integrationId: integration.id, integrationType: integration.type };
  const { code: reason, status: httpStatus } = problem;
  deps.logger.warn('a delivery was refused', { ...about, reason, httpStatus });
  deps.metrics?.count('Refused', 1, about);
}

async function answerTo(
  deps: ReceiveDeps,
  event: APIGatewayProxyEventV2,
  tell: (integration: Integration) => void,
): Promise<HttpAnswer> {
  const body = bodyBytes(event);
  if (body.length > limits.webhookBodyBytes) {
    throw new ProblemError(413, 'too-large', 'The delivery is larger than 1 MB', {
      hint: 'Send fewer events at once.',
    });
  }
  const integration = await findIntegration(
    deps,
    event.pathParameters?.id ?? '',
    event.queryStringParameters?.nonce,
  );
  tell(integration);
  refuseForeignAddress(integration, event.requestContext.http.sourceIp);
  const query = event.rawQueryString === '' ? '' : `?${event.rawQueryString}`;
  const request: WebhookRequest = {
    method: event.requestContext.http.method,
    url: `${deps.publicBaseUrl}${event.rawPath}${query}`,
    headers: lowerCase(event.headers),
    query: definedOnly(event.queryStringParameters ?? {}),
    body,
  };
  const reading = await readRequest(deps, integration, request);
  if (reading.kind === 'handshake') {
    deps.logger.info('a handshake was answered', { integrationId: integration.id });
    return {
      statusCode: reading.response.status,
      headers: reading.response.headers,
      body: reading.response.body,
    };
  }
  if (reading.kind === 'refused') throw refusal(reading);
  return enqueue(deps, await demandActive(deps, integration), reading);
}

async function findIntegration(
  deps: ReceiveDeps,
  id: string,
  nonce: string | undefined,
): Promise<Integration> {
  const cached = await deps.integration(id);
  const handshakeMayWait =
    nonce !== undefined && cached?.pendingHandshake?.nonce !== nonce && cached?.webhooks.length === 0;
  const integration = cached === undefined || handshakeMayWait ? await deps.integration(id, 'fresh') : cached;
  if (integration !== undefined) return integration;
  throw new ProblemError(404, 'unknown-integration', 'There is no integration at this address', {
    hint: 'Copy the webhook address from the integration’s page again.',
  });
}

async function readRequest(deps: ReceiveDeps, integration: Integration, request: WebhookRequest) {
  const reading = await readWith(deps, integration, request, await deps.secrets(integration.id));
  const unknownSecret = reading.kind === 'refused' && reading.status === 401;
  if (!unknownSecret) return reading;
  return readWith(deps, integration, request, await deps.secrets(integration.id, 'fresh'));
}

async function readWith(
  deps: ReceiveDeps,
  integration: Integration,
  request: WebhookRequest,
  secrets: WebhookSecrets,
): Promise<WebhookReading> {
  const hook = request.query.hook ?? 'default';
  const all = Object.hasOwn(secrets, hook) ? (secrets[hook] ?? []) : [];
  const { oldSecretUntil } = integration;
  // Of the secret that an admin enters, the one before is good for a time only.
  const isOver = hook === 'default' && oldSecretUntil !== undefined && oldSecretUntil < deps.clock.now();
  const known = isOver ? all.slice(0, 1) : all;
  const pending = integration.pendingHandshake;
  const reading = await deps.read(integration, request, {
    secrets: known,
    ...(pending === undefined || pending.until < deps.clock.now() ? {} : { pendingNonce: pending.nonce }),
  });
  if (reading !== undefined) return reading;
  throw new ProblemError(404, 'no-webhooks', 'This system sends no webhooks', {
    hint: 'Its changes are fetched by the schedule.',
  });
}

const refusal = (reading: Extract<WebhookReading, { kind: 'refused' }>): ProblemError =>
  new ProblemError(reading.status, reading.code, reading.message, {
    ...(reading.pointer === undefined
      ? {}
      : { errors: [{ pointer: reading.pointer, detail: reading.message }] }),
    hint:
      reading.status === 401
        ? 'Prove the bytes exactly as they are sent, with the secret that this integration has now.'
        : 'Send it as the page of this system under docs/connecting says.',
  });

/** One that was switched on since it was read refuses nothing: vendors do not send again what was refused. */
async function demandActive(deps: ReceiveDeps, known: Integration): Promise<Integration> {
  if (isActive(known)) return known;
  const integration = (await deps.integration(known.id, 'fresh')) ?? known;
  if (isActive(integration)) return integration;
  throw new ProblemError(403, 'not-active', `The integration is ${integration.status.toLowerCase()}`, {
    hint: 'An admin can switch it on again.',
  });
}

const isActive = ({ status, whenPaused }: Integration): boolean =>
  status !== 'DISABLED' && (status !== 'PAUSED' || whenPaused === 'hold');

function refuseForeignAddress(integration: Integration, sourceIp: string): void {
  if (integration.allowedIps === undefined || integration.allowedIps.includes(sourceIp)) return;
  throw new ProblemError(403, 'address-not-allowed', 'Deliveries from this address are not allowed', {
    hint: 'An admin says which addresses may deliver.',
  });
}

async function enqueue(
  deps: ReceiveDeps,
  integration: Integration,
  reading: Extract<WebhookReading, { kind: 'delivery' }>,
): Promise<HttpAnswer> {
  const receivedAt = deps.clock.now();
  // A vendor's hook tells of all that it has; what an admin left out must not come in by it.
  const wanted = integration.dataTypes.flatMap((type) => resourcesOf[type]);
  const chosen = reading.changes.filter(({ resourceType }) => wanted.includes(resourceType));
  const changes = chosen.map((item): Change => {
    const id = {
      integrationId: integration.id,
      receivedAt,
      deliveryKey: item.eventKey,
      recordId: item.externalId,
    };
    return {
      schemaVersion: 1,
      integrationId: integration.id,
      resourceType: item.resourceType,
      stream: item.stream,
      side: 'external',
      recordId: item.externalId,
      kind: item.kind,
      cause: 'webhook',
      receivedAt,
      deliveryKey: item.eventKey,
      logId: logIdFor(id, (text) => deps.hasher.hash(text)),
    };
  });
  if (changes.length > 0 && (await deps.changes.send(changes)) !== 'accepted') {
    throw new ProblemError(
      503,
      'queue-unavailable',
      'The delivery cannot be stored right now',
      { hint: 'Send it again.' },
      { 'retry-after': '30' },
    );
  }
  const about = { integrationId: integration.id, integrationType: integration.type };
  deps.logger.info('a delivery was accepted', {
    ...about,
    ...{ correlationId: changes[0]?.logId, logId: changes[0]?.logId, accepted: changes.length },
  });
  deps.metrics?.count('Received', changes.length, about);
  return jsonAnswer(200, {
    success: true,
    status: 'SUCCESS',
    accepted: changes.length,
    syncLogId: changes[0]?.logId ?? null,
  });
}

const lowerCase = (headers: { readonly [name: string]: string | undefined }): Record<string, string> =>
  Object.fromEntries(
    Object.entries(definedOnly(headers)).map(([name, value]) => [name.toLowerCase(), value]),
  );

const definedOnly = (values: { readonly [name: string]: string | undefined }): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, value]],
    ),
  );
