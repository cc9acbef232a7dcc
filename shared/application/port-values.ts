import type { FieldValue, Instant } from '../domain/values.ts';

/** `items` in order; `cursor` is opaque and present when more may follow. */
export interface Listing<Item> {
  readonly items: readonly Item[];
  readonly cursor?: string;
}
export type PageRequest = { readonly limit: number; readonly cursor?: string };

/** An act of a person or of the service that is not a sync of one record. Append-only. */
export interface AuditEntry {
  readonly id: string;
  readonly at: Instant;
  readonly actor: string;
  /** From where it was asked for, as functions/runtime/http/origin.ts tells it; absent for what the service does by itself. */
  readonly origin?: string;
  readonly action: string;
  readonly subject: string;
  readonly before: FieldValue;
  readonly after: FieldValue;
}

/** `action` fits by its beginning: `integration.` finds all acts on integrations. Both ends of the time belong to it. */
export interface AuditFilter {
  readonly from?: Instant;
  readonly to?: Instant;
  readonly actor?: string;
  readonly action?: string;
  readonly subject?: string;
}
