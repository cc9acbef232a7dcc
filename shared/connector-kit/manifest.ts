import type { FieldMapping } from '../domain/field-mapping.ts';
import type { AuthenticationType, IntegrationType } from '../domain/integration.ts';
import type { ResourceType } from '../domain/resources.ts';

/** One field of a sign-in form. */
export interface CredentialField {
  readonly name: string;
  readonly label: string;
  /** Where an admin finds the value, in words for a person. */
  readonly help: string;
  readonly secret: boolean;
  readonly optional?: true;
}

export interface AuthScheme {
  readonly authType: AuthenticationType;
  readonly fields: readonly CredentialField[];
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
}

/** The data half of a connector: what infra, the dashboard and the conformance run need to know. JSON only. */
export interface Manifest {
  readonly type: IntegrationType;
  readonly name: string;
  readonly docsUrl: string;
  readonly defaultBaseUrl: string | null;
  readonly auth: readonly AuthScheme[];
  readonly streams: readonly StreamManifest[];
  readonly webhooks: { readonly supported: true } | { readonly supported: false; readonly why: string };
  readonly limits: {
    readonly requestsPerMinute: number | null;
    readonly pageSize: number;
    readonly source: string;
  };
  /** What the vendor cannot do, in sentences for the admin. */
  readonly cannot: readonly string[];
  readonly healingPollMinutes: number;
}
