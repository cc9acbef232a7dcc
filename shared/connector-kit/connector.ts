import type * as z from 'zod';
import type {
  ConnectionStep,
  ExternalData,
  ExternalPage,
  ExternalRecord,
  ReadWindow,
  RegisteredWebhook,
  WebhookTarget,
} from '../domain/external.ts';
import type { Fault } from '../domain/fault.ts';
import type { FieldMapping } from '../domain/field-mapping.ts';
import type { ResourceType } from '../domain/resources.ts';
import type { HttpResponse, RequestDescription } from './http.ts';
import type { Manifest } from './manifest.ts';
import type { WebhookProtocol } from './webhook.ts';

/** Sends a described request with the integration's credentials; refusing statuses are thrown as `FaultError`. */
export type Send = (request: RequestDescription, options?: SendOptions) => Promise<HttpResponse>;
export interface SendOptions {
  /** Statuses that are answers here and not failures. */
  readonly accept?: readonly number[];
}

/** What a connector's functions get: its parsed settings and the way to the vendor. */
export interface Call<Settings> {
  readonly settings: Settings;
  readonly send: Send;
  readonly now: () => Date;
}

export interface StreamOperations<Settings> {
  list(call: Call<Settings>, window: ReadWindow): Promise<ExternalPage>;
  get(call: Call<Settings>, id: string): Promise<ExternalRecord | 'gone'>;
  /** Finds what an earlier `create` with this key made; for vendors that keep a key of ours with the record. */
  findByKey?(call: Call<Settings>, key: string): Promise<ExternalRecord | 'none' | 'unsupported'>;
  create?(call: Call<Settings>, data: ExternalData, idempotencyKey: string): Promise<ExternalRecord>;
  update?(call: Call<Settings>, id: string, data: ExternalData): Promise<ExternalRecord>;
  delete?(call: Call<Settings>, id: string): Promise<'deleted' | 'gone'>;
}

export interface StreamFacts {
  readonly name: string;
  readonly resourceType: ResourceType;
  readonly fieldMappings: readonly FieldMapping[];
}

/** One vendor as one value. It describes requests and parses answers; it never opens a connection. */
export interface Connector<Settings> {
  readonly manifest: Manifest;
  readonly settings: z.ZodType<Settings>;
  /** Headers (or query values) that sign a request in. */
  readonly authorize: (
    authType: string,
    credentials: { readonly [field: string]: string },
    settings: Settings,
  ) => {
    readonly headers?: { readonly [name: string]: string };
    readonly query?: { readonly [name: string]: string };
  };
  /** Steps of the connection test after "reachable"; may throw faults, which become the failed step. */
  readonly test: (
    call: Call<Settings>,
  ) => Promise<{ steps: readonly ConnectionStep[]; apiVersion: string; account?: string }>;
  /** Operations by stream name. Fixed for most vendors, read from the settings by GENERIC_REST. */
  readonly streams: (settings: Settings) => { readonly [name: string]: StreamOperations<Settings> };
  /** Overrides the manifest's streams where they depend on the settings. */
  readonly streamFacts?: (settings: Settings) => readonly StreamFacts[];
  /** The vendor's own reading of a refusal; `undefined` leaves it to the status code. */
  readonly classify?: (response: HttpResponse) => Fault | undefined;
  readonly webhook?: WebhookProtocol<Settings>;
  readonly hooks?: {
    register(call: Call<Settings>, target: WebhookTarget): Promise<readonly RegisteredWebhook[]>;
    unregister(
      call: Call<Settings>,
      hook: { readonly key: string; readonly externalId: string | null },
    ): Promise<void>;
  };
}

export const defineConnector = <Settings>(connector: Connector<Settings>): Connector<Settings> => connector;
