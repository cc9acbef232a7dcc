import type { FieldMapping } from '../domain/field-mapping.ts';
import type { IntegrationType } from '../domain/integration.ts';
import type { RateLimit } from '../domain/rate-limit.ts';
import type { ResourceType } from '../domain/resources.ts';
import type { AuthScheme } from './auth-scheme.ts';

/** One choice that an admin makes when connecting. */
export interface SettingField {
  readonly name: string;
  readonly label: string;
  readonly help: string;
  /** The values can be looked up live (`Connector.choices`). */
  readonly choices: boolean;
  readonly many?: true;
  /** Fields that have to be chosen before this one's values can be looked up. */
  readonly after?: readonly string[];
  readonly optional?: true;
}

/** Requests that the vendor allows in a time; every one of a list has to be kept. */
export interface Budget extends RateLimit {
  /** Shared by everybody who uses the same credential, or the same account at the vendor. */
  readonly scope: 'credential' | 'account';
  readonly note: string;
  readonly source: string;
}

/** A plan on which the vendor allows more. */
export interface Plan {
  readonly id: string;
  readonly label: string;
  readonly budgets: readonly Budget[];
}

/** One collection of the vendor and what can be done with it. */
export interface StreamManifest {
  readonly name: string;
  readonly resourceType: ResourceType;
  readonly label: string;
  readonly can: {
    readonly create: boolean;
    readonly update: boolean;
    readonly delete: boolean;
    /** Reads only what changed since a time. */
    readonly incremental: boolean;
    /** How deletions are found, or why not. */
    readonly deletions: 'webhook' | 'feed' | 'tombstone' | 'flag' | 'full-comparison' | 'none';
  };
  readonly fieldMappings: readonly FieldMapping[];
  /** Names under which the vendor keeps what is about people, besides those that the default mappings name. */
  readonly personal?: readonly string[];
}

/** The data half of a connector: what infra, the dashboard and the conformance run need to know. JSON only. */
export interface Manifest {
  readonly type: IntegrationType;
  readonly name: string;
  readonly docsUrl: string;
  readonly defaultBaseUrl: string | null;
  /** Further origins of the vendor's API, to which the same credentials may go (reports, accounts). */
  readonly otherOrigins?: readonly string[];
  readonly auth: readonly AuthScheme[];
  readonly settings: readonly SettingField[];
  readonly streams: readonly StreamManifest[];
  readonly webhooks: { readonly supported: true } | { readonly supported: false; readonly why: string };
  /** `budgets`: of the smallest plan, daily caps included; empty where the vendor publishes none. */
  readonly limits: {
    readonly budgets: readonly Budget[];
    readonly pageSize: number;
    /** Larger plans, one of which the setting `plan` can name. */
    readonly plans?: readonly Plan[];
  };
  /** What the vendor cannot do, in sentences for the admin. */
  readonly cannot: readonly string[];
  readonly healingPollMinutes: number;
}
