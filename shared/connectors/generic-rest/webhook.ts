import { readJsonBody } from '../../connector-kit/json-body.ts';
import { isFresh, sameText, verify } from '../../connector-kit/signatures.ts';
import { verifyStandardWebhook } from '../../connector-kit/standard-webhooks.ts';
import {
  onePerRecord,
  refused,
  type WebhookChange,
  type WebhookContext,
  type WebhookProtocol,
  type WebhookReading,
  type WebhookRequest,
} from '../../connector-kit/webhook.ts';
import { readPath } from '../../domain/paths.ts';
import type { ResourceType } from '../../domain/resources.ts';
import type { FieldValue } from '../../domain/values.ts';
import { resourceOf } from './resources.ts';
import type { Settings } from './schema.ts';

/** The three verifiers, then the same reading for all: event type → collection, pointer → record. */
export const readWebhook: WebhookProtocol<Settings> = (request, context) => {
  const verified = verifyRequest(request, context);
  if ('kind' in verified) return verified;
  const body = readJsonBody(request.body);
  if ('kind' in body) return body;
  return readEvents(body.json as FieldValue, request, context, verified.id);
};

function verifyRequest(
  request: WebhookRequest,
  context: WebhookContext<Settings>,
): { readonly id?: string } | WebhookReading {
  const { verifier } = context.settings.webhook;
  if (verifier.scheme === 'standard-webhooks')
    return verifyStandardWebhook(request, context.secrets, context.now);
  if (verifier.scheme === 'token') {
    const given = request.headers[verifier.header.toLowerCase()] ?? '';
    const known = context.secrets.map((secret) => sameText(secret, given)).some(Boolean);
    return known
      ? {}
      : refused(401, 'token-wrong', `The ${verifier.header} header does not hold the secret.`);
  }
  const { algorithm, encoding, prefix, header, timestampHeader } = verifier;
  const scheme = { algorithm, encoding, ...(prefix === undefined ? {} : { prefix }) };
  if (!verify(scheme, context.secrets, request.body, request.headers[header.toLowerCase()])) {
    return refused(401, 'signature-wrong', `The ${header} header does not fit the body and the secret.`);
  }
  const sent = request.headers[timestampHeader.toLowerCase()];
  if (sent !== undefined && !(isTime(sent) && isFresh(secondsOf(sent), context.now))) {
    return refused(
      400,
      'stale',
      'The time-stamp is more than 5 minutes from now.',
      `/headers/${timestampHeader}`,
    );
  }
  return {};
}

const isTime = (text: string): boolean => /^\d{1,14}$/.test(text) || !Number.isNaN(Date.parse(text));
const secondsOf = (text: string): number => {
  if (!/^\d+$/.test(text)) return Date.parse(text) / 1000;
  return text.length > 11 ? Number(text) / 1000 : Number(text);
};

function readEvents(
  json: FieldValue,
  request: WebhookRequest,
  context: WebhookContext<Settings>,
  messageId: string | undefined,
): WebhookReading {
  const { eventsPointer } = context.settings.webhook;
  const events = eventsPointer === undefined ? [json] : readPath(json, eventsPointer);
  if (!Array.isArray(events))
    return refused(400, 'invalid-payload', 'Expected a list of events.', `/${eventsPointer ?? ''}`);
  const bodyKey = messageId ?? keyOf(request, context);
  const changes: WebhookChange[] = [];
  for (const event of events) {
    const reading = readEvent(event, request, context, bodyKey);
    if ('kind' in reading && reading.kind === 'refused') return reading;
    if ('change' in reading) changes.push(reading.change);
  }
  return { kind: 'delivery', changes: onePerRecord(changes) };
}

/** A delivery that comes again within this time is the same one; later it costs a look at the record and no more. */
const sameWithinMs = 1000;

/**
 * Of a delivery that names no event: an edit there and back makes two with one body, and where the body only says which
 * record changed, every edit does.
 */
function keyOf({ body, headers }: WebhookRequest, { settings, now, hash }: WebhookContext<Settings>): string {
  const { verifier } = settings.webhook;
  const sent = verifier.scheme === 'hmac' ? headers[verifier.timestampHeader.toLowerCase()] : undefined;
  const moment = sent ?? Math.floor(now.getTime() / sameWithinMs);
  return hash(`${moment} ${Buffer.from(body).toString('base64')}`);
}

/** An event about a collection that is not synced is no mistake of the sender: it is accepted and ends there. */
function readEvent(
  event: FieldValue,
  request: WebhookRequest,
  { settings, hash }: WebhookContext<Settings>,
  bodyKey: string,
):
  | { readonly change: WebhookChange }
  | { readonly ignored: true }
  | Extract<WebhookReading, { kind: 'refused' }> {
  const { webhook, streams } = settings;
  const header =
    webhook.verifier.scheme === 'hmac'
      ? request.headers[webhook.verifier.eventHeader.toLowerCase()]
      : undefined;
  const type = header ?? readPath(event, webhook.typePointer);
  if (typeof type !== 'string') return refusedAt('The event has no type.', webhook.typePointer);
  const [kind = '', action = ''] = type.split('.');
  const stream = Object.hasOwn(webhook.streamOf, kind) ? webhook.streamOf[kind] : undefined;
  const resourceType: ResourceType | undefined = resourceOf(stream);
  if (stream === undefined || resourceType === undefined || !Object.hasOwn(streams, stream))
    return { ignored: true };
  const idPointer = streams[stream as keyof typeof streams]?.idPointer ?? 'id';
  const id = readPath(event, `${webhook.recordPointer}.${idPointer}`);
  if (typeof id !== 'string' && typeof id !== 'number')
    return refusedAt('The event names no record.', `${webhook.recordPointer}.${idPointer}`);
  const eventId = webhook.eventIdPointer === undefined ? undefined : readPath(event, webhook.eventIdPointer);
  return {
    change: {
      stream,
      resourceType,
      externalId: String(id),
      kind: webhook.deletedActions.includes(action) ? 'deleted' : 'upserted',
      eventKey: hash(
        `${typeof eventId === 'string' || typeof eventId === 'number' ? eventId : bodyKey} ${stream} ${id}`,
      ),
    },
  };
}

const refusedAt = (message: string, pointer: string): Extract<WebhookReading, { kind: 'refused' }> => ({
  kind: 'refused',
  status: 400,
  code: 'invalid-payload',
  message,
  pointer: `/${pointer.replaceAll('.', '/')}`,
});
