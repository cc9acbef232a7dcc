import type { Instant } from '../../domain/values.ts';

/** What was answered, without secrets. */
export interface KeptAnswer {
  readonly status: number;
  /** JSON text. */
  readonly body: string;
}

/**
 * `begun`: the caller runs the request and finishes or forgets it · `running`: somebody does · `other`: the key stands
 * for another request · `done`: it was answered already.
 */
export type Begun =
  | { readonly outcome: 'begun' | 'running' | 'other' }
  | { readonly outcome: 'done'; readonly answer: KeptAnswer };

/** Which requests with an idempotency key were begun and answered lately; forgotten at `expiresAt`. */
export interface IdempotencyStore {
  /** One whose run was not finished by its `lockedUntil` may be begun again by the same request. */
  begin(request: IdempotentRequest, now: Instant): Promise<Begun>;
  /** Keeps the answer, unless somebody else has begun the request anew. */
  finish(request: IdempotentRequest, answer: KeptAnswer): Promise<void>;
  /** As if it had never been begun, unless somebody else has begun it anew. */
  forget(request: IdempotentRequest): Promise<void>;
}

export interface IdempotentRequest {
  /** Tells caller and key, but neither can be read from it. */
  readonly id: string;
  /** Equal for equal requests; what the request said cannot be read from it. */
  readonly fingerprint: string;
  readonly lockedUntil: Instant;
  readonly expiresAt: Instant;
}
