import type { FaultKind } from './fault.ts';
import type { DiscoveredField, HookState } from './look-ups.ts';
import type { Lane } from './rate-limit.ts';
import type { FieldValue, Instant } from './values.ts';

/** A JSON object as the vendor sent it, after its schema accepted it. */
export type ExternalData = { readonly [key: string]: FieldValue };

/** One item of a stream in the vendor's own shape. */
export interface ExternalRecord {
  readonly id: string;
  readonly data: ExternalData;
  /** The vendor's time of the last change, where it tells one. */
  readonly updatedAt?: Instant;
  /** The key with which we created it, where the vendor keeps it for us. */
  readonly ownKey?: string;
}

export interface ExternalPage {
  readonly records: readonly ExternalRecord[];
  /** Ids that the vendor itself reports as deleted; absence from `records` proves nothing. */
  readonly deletedIds: readonly string[];
  /** Where the next page starts; `null` at the end. */
  readonly next: string | null;
  readonly total?: number;
}

export interface ReadWindow {
  /** Records changed at or after this time; `null` reads all. */
  readonly since: Instant | null;
  readonly cursor: string | null;
}

/** One step of the connection test, in the order tried. */
export interface ConnectionStep {
  readonly step: 'reachable' | 'signed-in' | 'may-read' | 'may-write' | 'webhook';
  /** The collection that the step is about, where it is about one. */
  readonly stream?: string;
  readonly ok: boolean;
  readonly message: string;
  readonly cure?: string;
}

export interface ConnectionReport {
  readonly ok: boolean;
  /** What kind of failure ended the test, where one was thrown. */
  readonly fault?: FaultKind;
  readonly steps: readonly ConnectionStep[];
  readonly responseTimeMs: number;
  readonly apiVersion: string;
  readonly account?: string;
}

/** An external system, connected: what the use cases see of a connector. Failures are thrown as `FaultError`. */
export interface ExternalSystem {
  /** The same system for requests that wait in another lane, where the vendor's budget is short; absent: there is none. */
  inLane?(lane: Lane): ExternalSystem;
  /** How far the vendor's clock is ahead of ours, and within how much that is certain, in milliseconds. */
  clock(): { readonly offsetMs: number; readonly uncertaintyMs: number };
  test(): Promise<ConnectionReport>;
  /** Whether the vendor offers this for the stream at all. */
  may(stream: string, verb: 'create' | 'update' | 'delete'): boolean;
  list(stream: string, window: ReadWindow): Promise<ExternalPage>;
  /** `gone` only when the vendor proves the record does not exist (any more). */
  get(stream: string, id: string): Promise<ExternalRecord | 'gone'>;
  /** The record that an earlier try created with this key; `unsupported` where the vendor does not keep keys. */
  findByKey(stream: string, key: string): Promise<ExternalRecord | 'none' | 'unsupported'>;
  create(stream: string, data: ExternalData, idempotencyKey: string): Promise<ExternalRecord>;
  update(stream: string, id: string, data: ExternalData): Promise<ExternalRecord>;
  delete(stream: string, id: string): Promise<'deleted' | 'gone'>;
  /** Registers every hook this integration needs; the vendor may call the target before this returns. */
  registerWebhooks(target: WebhookTarget): Promise<readonly RegisteredWebhook[]>;
  unregisterWebhook(hook: KnownWebhook): Promise<void>;
  checkWebhook(hook: KnownWebhook): Promise<HookState>;
  /** Prolongs the hook where the vendor lets hooks expire; does nothing elsewhere. */
  renewWebhook(hook: KnownWebhook): Promise<void>;
  /** Fields of the stream beyond those that every account has; none where the vendor describes none. */
  discoverFields(stream: string): Promise<readonly DiscoveredField[]>;
}

interface KnownWebhook {
  readonly key: string;
  readonly externalId: string | null;
}

/** Makes the address of one hook: the receive route plus `?hook=<key>&nonce=<nonce>`. */
export interface WebhookTarget {
  readonly url: (key: string) => string;
  /** Secret of ours, for vendors that let the receiver choose it. */
  readonly secret: string;
}

export interface RegisteredWebhook {
  readonly key: string;
  readonly externalId: string | null;
  readonly secret: string;
}
