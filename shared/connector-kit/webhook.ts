import type * as z from 'zod';
import type { ResourceType } from '../domain/resources.ts';
import type { Instant } from '../domain/values.ts';

/** One request as it arrived. Header names are lower-case; the body is the bytes that were signed. */
export interface WebhookRequest {
  readonly method: string;
  /** The whole address as it was registered, which some vendors sign. */
  readonly url: string;
  readonly headers: { readonly [name: string]: string };
  readonly query: { readonly [name: string]: string };
  readonly body: Uint8Array;
}

export interface WebhookContext<Settings> {
  readonly settings: Settings;
  /** Secrets of the hook addressed, newest first; more than one while a secret is being rotated. */
  readonly secrets: readonly string[];
  readonly now: Date;
  /** Set while a registration of ours is under way: only its handshake is answered. */
  readonly pendingNonce?: string;
  readonly hash: (text: string) => string;
}

export interface WebhookChange {
  readonly stream: string;
  readonly resourceType: ResourceType;
  readonly externalId: string;
  readonly kind: 'upserted' | 'deleted';
  readonly at?: Instant;
  /** Equal for repeated deliveries of the same event. */
  readonly eventKey: string;
}

export type WebhookReading =
  | {
      readonly kind: 'handshake';
      readonly response: {
        readonly status: number;
        readonly headers: { readonly [name: string]: string };
        readonly body: string;
      };
    }
  | {
      readonly kind: 'refused';
      readonly status: 400 | 401;
      readonly code: string;
      readonly message: string;
      readonly pointer?: string;
    }
  | { readonly kind: 'delivery'; readonly changes: readonly WebhookChange[] };

/** Reads one request: handshake, then signature over the bytes, then time-stamp, then JSON, then shape. Pure. */
export type WebhookProtocol<Settings> = (
  request: WebhookRequest,
  context: WebhookContext<Settings>,
) => WebhookReading;

export const refused = (
  status: 400 | 401,
  code: string,
  message: string,
  pointer?: string,
): WebhookReading => ({
  kind: 'refused',
  status,
  code,
  message,
  ...(pointer === undefined ? {} : { pointer }),
});

/** The refusal of a body that is not what the vendor sends, with the first place at fault. */
export function refusedShape({ issues: [issue] }: z.ZodError): WebhookReading {
  const pointer = `/${(issue?.path ?? []).map(String).join('/')}`;
  return refused(400, 'invalid-payload', issue?.message ?? 'unreadable', pointer);
}

/** Several events about one record become one change; a deletion counts whatever its place. */
export function onePerRecord(changes: readonly WebhookChange[]): readonly WebhookChange[] {
  const byRecord = new Map<string, WebhookChange>();
  for (const change of changes) {
    const key = `${change.stream} ${change.externalId}`;
    const before = byRecord.get(key);
    const kind = before?.kind === 'deleted' ? 'deleted' : change.kind;
    byRecord.set(key, {
      ...change,
      kind,
      eventKey: before === undefined ? change.eventKey : `${before.eventKey}+${change.eventKey}`,
    });
  }
  return [...byRecord.values()];
}
