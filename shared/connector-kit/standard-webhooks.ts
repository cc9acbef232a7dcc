import { isFresh, sameText, sign } from './signatures.ts';
import { refused, type WebhookReading, type WebhookRequest } from './webhook.ts';

const version = 'v1';

/**
 * Verifies a Standard Webhooks 1.0 request; Svix's header names are accepted too.
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 * Answers the message id, which stays the same over retries, or the refusal.
 */
export function verifyStandardWebhook(
  request: WebhookRequest,
  secrets: readonly string[],
  now: Date,
): { readonly id: string } | WebhookReading {
  const header = (name: string) => request.headers[`webhook-${name}`] ?? request.headers[`svix-${name}`];
  const [id, timestamp, signatures] = [header('id'), header('timestamp'), header('signature')];
  if (id === undefined || timestamp === undefined || signatures === undefined) {
    return refused(
      401,
      'signature-missing',
      'The webhook-id, webhook-timestamp and webhook-signature headers are needed.',
    );
  }
  const content = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), request.body]);
  const expected = secrets.map(
    (secret) => `${version},${sign({ algorithm: 'sha256', encoding: 'base64' }, keyOf(secret), content)}`,
  );
  const given = signatures.split(' ').filter((entry) => entry.startsWith(`${version},`));
  const known = expected.map((one) => given.map((entry) => sameText(one, entry)).some(Boolean)).some(Boolean);
  if (!known)
    return refused(401, 'signature-wrong', 'The signature does not fit the secret of this webhook.');
  if (!/^\d{1,12}$/.test(timestamp) || !isFresh(Number(timestamp), now)) {
    return refused(
      400,
      'stale',
      'The time-stamp is more than 5 minutes from now.',
      '/headers/webhook-timestamp',
    );
  }
  return { id };
}

/** `whsec_` + base64 is the written form of a key; a text without the prefix is the key itself. */
const keyOf = (secret: string): Uint8Array =>
  secret.startsWith('whsec_') ? Buffer.from(secret.slice('whsec_'.length), 'base64') : Buffer.from(secret);
