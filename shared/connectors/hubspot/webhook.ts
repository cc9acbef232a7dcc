import type { Call } from '../../connector-kit/connector.ts';
import { readJsonBody } from '../../connector-kit/json-body.ts';
import { isFresh, verify } from '../../connector-kit/signatures.ts';
import {
  onePerRecord,
  refused,
  refusedShape,
  type WebhookChange,
  type WebhookContext,
  type WebhookProtocol,
  type WebhookRequest,
} from '../../connector-kit/webhook.ts';
import type { RegisteredWebhook } from '../../domain/external.ts';
import { FaultError } from '../../domain/fault.ts';
import type { SignInValues } from '../../domain/sign-in.ts';
import { recordsIn } from './events.ts';
import { delivery, type Event, type Settings } from './schema.ts';

/**
 * Version 3: base64 HMAC-SHA256 of verb, address, body and time-stamp (milliseconds) with the app's client secret.
 * https://developers.hubspot.com/docs/apps/legacy-apps/authentication/validating-requests
 */
const scheme = { algorithm: 'sha256', encoding: 'base64' } as const;
const [signatureHeader, timeHeader] = ['x-hubspot-signature-v3', 'x-hubspot-request-timestamp'] as const;

/** Of an address these characters are signed as themselves, all others as they were sent. */
const plain = /%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi;
export const signedAddress = (url: string): string =>
  url.replace(plain, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

const signedContent = ({ method, url, body }: WebhookRequest, time: string): Uint8Array =>
  Buffer.concat([Buffer.from(`${method}${signedAddress(url)}`), body, Buffer.from(time)]);

export const readWebhook: WebhookProtocol<Settings> = (request, context) => {
  const time = request.headers[timeHeader] ?? '';
  const signature = request.headers[signatureHeader];
  if (!/^\d{1,15}$/.test(time) || !verify(scheme, context.secrets, signedContent(request, time), signature))
    return refused(
      401,
      'signature-wrong',
      'The X-HubSpot-Signature-v3 does not fit the app’s client secret.',
    );
  if (!isFresh(Number(time) / 1000, context.now))
    return refused(
      400,
      'stale',
      'The time-stamp is more than 5 minutes from now.',
      '/headers/X-HubSpot-Request-Timestamp',
    );
  const body = readJsonBody(request.body);
  if ('kind' in body) return body;
  const parsed = delivery.safeParse(body.json);
  return parsed.success
    ? { kind: 'delivery', changes: changesIn(parsed.data, context) }
    : refusedShape(parsed.error);
};

/** One app sends the events of every account in which it is installed. */
function changesIn(events: readonly Event[], context: WebhookContext<Settings>): readonly WebhookChange[] {
  const own = events.filter(({ portalId }) => portalId === context.settings.portalId);
  const changes = own.flatMap((event) =>
    recordsIn(event).map(
      (record): WebhookChange => ({
        ...record,
        at: new Date(event.occurredAt).toISOString(),
        eventKey: context.hash(keyOf(event)),
      }),
    ),
  );
  return onePerRecord(changes).map((change) => ({ ...change, eventKey: context.hash(change.eventKey) }));
}

/** The id of an event alone is not promised to be unique. */
const keyOf = (event: Event): string => {
  const { portalId, subscriptionId, objectId, fromObjectId, toObjectId, eventId, occurredAt } = event;
  return [portalId, subscriptionId, objectId, fromObjectId, toObjectId, eventId, occurredAt].join(' ');
};

/** The address is entered in the app at HubSpot, by a person; what we need is the secret with which it signs. */
export async function registerWebhooks(
  { settings }: Call<Settings>,
  _target: unknown,
  { clientSecret = '' }: SignInValues,
): Promise<readonly RegisteredWebhook[]> {
  if (settings.webhooks !== 'on') return [];
  if (clientSecret !== '') return [{ key: 'default', externalId: null, secret: clientSecret }];
  throw new FaultError({
    kind: 'rejected',
    message: 'the client secret of the app is needed to check them',
  });
}

/** Only a person can take the address out of the app. */
export const unregisterWebhook = async (): Promise<void> => undefined;
