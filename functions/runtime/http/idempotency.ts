import { createHash, createHmac } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { IdempotencyStore, IdempotentRequest } from '../../../shared/application/idempotency/ports.ts';
import type { Clock } from '../../../shared/application/ports.ts';
import { type HttpAnswer, jsonAnswer, ProblemError } from './problem.ts';
import { bodyBytes } from './request.ts';

/** An answer with a secret in it: what is kept of it, and how it is made whole again. Never the secret itself is kept. */
export interface SecretAnswer {
  readonly keep: (output: unknown) => unknown;
  readonly restore: (kept: unknown) => Promise<unknown>;
}

export interface Idempotency {
  readonly store: IdempotencyStore;
  readonly clock: Clock;
  /** By operation. */
  readonly secrets: { readonly [operation: string]: SecretAnswer };
}

/** API Gateway gives up after 30 s, and no function goes on for longer than this. */
const lockSeconds = 60;
const keptSeconds = 86_400;
const header = 'idempotency-key';

/**
 * Runs a request that carries an `Idempotency-Key` once, and answers it again as it was answered. A refusal is not kept:
 * nothing was done. Throws 400 for a key that is none, 409 while the first goes on, 422 for a key of another request.
 * https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/
 */
export async function once(
  { store, clock, secrets }: Idempotency,
  event: APIGatewayProxyEventV2,
  call: { readonly operation: string; readonly caller: string; readonly status: number },
  run: () => Promise<unknown>,
): Promise<HttpAnswer> {
  const given = event.headers[header];
  if (given === undefined) return jsonAnswer(call.status, await run());
  const { keep, restore } = secrets[call.operation] ?? plain;
  const request = describe(keyOf(given), event, call, clock.now());
  const begun = await store.begin(request, clock.now());
  if (begun.outcome === 'running') throw stillRunning();
  if (begun.outcome === 'other') throw usedForAnother();
  if (begun.outcome === 'done') {
    const kept: unknown = JSON.parse(begun.answer.body);
    const again = jsonAnswer(begun.answer.status, await restore(kept));
    return { ...again, headers: { ...again.headers, 'idempotency-replayed': 'true' } };
  }
  const output = await run().catch(async (error: unknown) => {
    await store.forget(request);
    throw error;
  });
  const kept = { status: call.status, body: JSON.stringify(keep(output)) };
  // It is done: whoever asked is told so, even if the table does not take it.
  await store.finish(request, kept).catch(() => undefined);
  return jsonAnswer(call.status, output);
}

const plain: SecretAnswer = { keep: (output) => output, restore: async (kept) => kept };

/** The draft's structured string, with its quotation marks or without. */
function keyOf(text: string): string {
  const key = /^"(.*)"$/.exec(text)?.[1] ?? text;
  if (/^[\x21-\x7e]{1,255}$/.test(key)) return key;
  throw new ProblemError(400, 'invalid', 'The Idempotency-Key is none', {
    errors: [{ pointer: '/headers/idempotency-key', detail: 'Give 1 to 255 visible ASCII letters.' }],
    hint: 'Make a new UUID for each thing that you want done, and send it again with each try.',
  });
}

/** The key makes the fingerprint: whoever reads the table cannot try out what a body with credentials said. */
function describe(
  key: string,
  event: APIGatewayProxyEventV2,
  { operation, caller }: { readonly operation: string; readonly caller: string },
  now: string,
): IdempotentRequest {
  const id = createHash('sha256')
    .update(JSON.stringify([caller, key]))
    .digest('base64url');
  const after = (seconds: number) => new Date(Date.parse(now) + seconds * 1000).toISOString();
  const fingerprint = createHmac('sha256', key)
    .update(JSON.stringify([operation, event.rawPath]))
    .update(bodyBytes(event))
    .digest('base64url');
  return { id, fingerprint, lockedUntil: after(lockSeconds), expiresAt: after(keptSeconds) };
}

const stillRunning = () =>
  new ProblemError(
    409,
    'request-running',
    'A request with this Idempotency-Key is still worked on',
    { hint: 'Send it again in a few seconds to get its answer.' },
    { 'retry-after': '2' },
  );

const usedForAnother = () =>
  new ProblemError(422, 'key-reused', 'This Idempotency-Key stands for another request', {
    hint: 'Take a new key for a new request, or send the first one again as it was.',
  });
