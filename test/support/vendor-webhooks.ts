import { createHmac } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

/** A webhook as the specification signs it: hex HMAC-SHA256 of the body. */
export function signedDelivery(secret: string, payload: unknown) {
  const body = JSON.stringify(payload);
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'x-webhook-signature': createHmac('sha256', secret).update(body).digest('hex'),
      'x-webhook-event': 'task.updated',
    },
  };
}

/**
 * Delivers as vendors do: sends the same bytes again until somebody answers 2xx. Answers the log id in the
 * answer, how many times it was sent, and how many of these got no answer though somebody may have taken them.
 */
export async function deliverUntilAccepted(
  url: string,
  delivery: { readonly body: string; readonly headers: Readonly<Record<string, string>> },
  { timeoutMs = 60_000 }: { readonly timeoutMs?: number } = {},
): Promise<{ readonly syncLogId: string; readonly sent: number; readonly unanswered: number }> {
  let unanswered = 0;
  const deadline = Date.now() + timeoutMs;
  for (let sent = 1; Date.now() < deadline; sent++) {
    try {
      const response = await fetch(url, { method: 'POST', ...delivery, signal: AbortSignal.timeout(10_000) });
      const answer: unknown = await response.json();
      if (response.ok && typeof answer === 'object' && answer !== null && 'syncLogId' in answer)
        return { syncLogId: String(answer.syncLogId), sent, unanswered };
      if (response.status < 500 && response.status !== 429)
        throw new Error(`The webhook was refused with ${response.status}: ${JSON.stringify(answer)}`);
      unanswered++;
    } catch (error) {
      if (error instanceof Error && error.message.startsWith('The webhook was refused')) throw error;
      if (!isRefusedConnection(error)) unanswered++;
    }
    await pause(50);
  }
  throw new Error(`Nobody accepted the webhook within ${timeoutMs / 1000} s.`);
}

/** Nobody was there to take anything. */
const isRefusedConnection = (error: unknown): boolean =>
  error instanceof Error &&
  error.cause instanceof Error &&
  'code' in error.cause &&
  error.cause.code === 'ECONNREFUSED';
