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
import type { BudgetReading, Choice, DiscoveredField, HookState } from '../domain/look-ups.ts';
import type { ResourceType } from '../domain/resources.ts';
import type { SignInValues } from '../domain/sign-in.ts';
import type { OAuthGrant } from './auth-scheme.ts';
import type { HttpResponse, RequestDescription } from './http.ts';
import type { Manifest } from './manifest.ts';
import type { SignedWith } from './requests.ts';
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

/** As `Call`, before the settings are complete. */
export type LookUp = Omit<Call<never>, 'settings'>;

interface KnownHook {
  readonly key: string;
  readonly externalId: string | null;
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
  /**
   * Headers (or query values) that sign a request in; a token that the kit obtained is `credentials.accessToken`. There
   * are no settings while an admin still looks up what they can be.
   */
  readonly authorize: (
    authType: string,
    credentials: SignInValues,
    settings: Settings | undefined,
  ) => SignedWith;
  /** Overrides the manifest's OAuth grants where they depend on the settings, complete or not. */
  readonly grants?: (settings: ExternalData) => readonly OAuthGrant[];
  /** Live values for settings fields, by the field's name. `given`: what is chosen so far. */
  readonly choices?: {
    readonly [field: string]: (call: LookUp, given: ExternalData) => Promise<readonly Choice[]>;
  };
  /** Fields of a stream beyond those every account has, for the mapping editor. */
  readonly discoverFields?: (call: Call<Settings>, stream: string) => Promise<readonly DiscoveredField[]>;
  /** What an answer says about the requests that are left; `undefined` where it says nothing. */
  readonly budget?: (response: HttpResponse) => Omit<BudgetReading, 'at'> | undefined;
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
    /** `values`: what the admin typed to sign in, for vendors that sign with the secret of the application. */
    register(
      call: Call<Settings>,
      target: WebhookTarget,
      values: SignInValues,
    ): Promise<readonly RegisteredWebhook[]>;
    unregister(call: Call<Settings>, hook: KnownHook): Promise<void>;
    /** Whether the vendor still has the hook and sends to it. */
    check?(call: Call<Settings>, hook: KnownHook): Promise<HookState>;
    /** Prolongs a hook that the vendor lets expire. */
    renew?(call: Call<Settings>, hook: KnownHook): Promise<void>;
  };
}

export const defineConnector = <Settings>(connector: Connector<Settings>): Connector<Settings> => connector;
