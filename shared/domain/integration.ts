import type { DeletePolicies } from './delete-policy.ts';
import type { DataType, ResourceType } from './resources.ts';
import type { FieldValue, Instant } from './values.ts';

export { type IntegrationType, integrationTypes } from './integration-types.ts';

export const integrationStatuses = ['ACTIVE', 'PAUSED', 'ERROR', 'DEGRADED', 'DISABLED'] as const;
export type IntegrationStatus = (typeof integrationStatuses)[number];

export const authenticationTypes = ['API_KEY', 'OAUTH2', 'BASIC_AUTH', 'BEARER_TOKEN'] as const;
export type AuthenticationType = (typeof authenticationTypes)[number];

export const syncDirections = ['BIDIRECTIONAL', 'EXTERNAL_TO_BRITEPOOL', 'BRITEPOOL_TO_EXTERNAL'] as const;
export type SyncDirection = (typeof syncDirections)[number];

export const syncFrequencies = ['REALTIME', 'EVERY_15MIN', 'HOURLY', 'DAILY', 'WEEKLY', 'MANUAL'] as const;
export type SyncFrequency = (typeof syncFrequencies)[number];

export const conflictStrategies = [
  'LATEST_WINS',
  'EXTERNAL_WINS',
  'LOCAL_WINS',
  'MANUAL_REVIEW',
  'CUSTOM_MERGE',
] as const;
export type ConflictStrategy = (typeof conflictStrategies)[number];

export const conflictStatuses = ['PENDING', 'RESOLVED', 'IGNORED', 'AUTO_RESOLVED'] as const;
export type ConflictStatus = (typeof conflictStatuses)[number];

/** How a clash on one field is decided under CUSTOM_MERGE. */
export const mergeRules = [
  'prefer_external',
  'prefer_local',
  'concatenate',
  'max',
  'min',
  'union',
  'latest',
  'review',
] as const;
export type MergeRule = (typeof mergeRules)[number];

/** Whether records that meet for the first time are linked, created, or linked where possible and else created. */
export const matchModes = ['MATCH_THEN_CREATE', 'MATCH_ONLY', 'CREATE_ONLY'] as const;
export type MatchMode = (typeof matchModes)[number];

/** What the vendor knows of our webhook; its secrets live in Secrets Manager under the same key. */
export interface WebhookRegistration {
  /** Key of the hook inside the integration, e.g. the project it covers; `default` when there is one only. */
  readonly key: string;
  readonly externalId: string | null;
  readonly registeredAt: Instant;
}

/** One configured account at one external system. Credentials are never part of it. */
export interface Integration {
  readonly schemaVersion: 2;
  readonly id: string;
  readonly version: number;
  /** How often admins changed it, from 1; what the sync writes (`version` counts that too) is no change of theirs. */
  readonly edition: number;
  readonly name: string;
  /** What it is for, in the words of the admins. */
  readonly description?: string;
  /** An `IntegrationType`, unless it was stored by a version that knew more systems than this one. */
  readonly type: string;
  readonly status: IntegrationStatus;
  readonly baseUrl: string;
  readonly authType: AuthenticationType;
  /** Connector-specific choices (workspace, projects; the whole configuration of GENERIC_REST). */
  readonly settings: { readonly [key: string]: FieldValue };
  readonly syncDirection: SyncDirection;
  readonly syncFrequency: SyncFrequency;
  /** IANA zone of its daily and weekly runs; the stage's where nothing is said. */
  readonly timeZone?: string;
  readonly dataTypes: readonly DataType[];
  readonly conflictStrategy: ConflictStrategy;
  readonly customMergeRules?: { readonly [field: string]: MergeRule };
  /** What becomes of a record whose counterpart was deleted. */
  readonly deletePolicies: DeletePolicies;
  readonly whenPaused: 'hold' | 'reject';
  /** What becomes of records that exist on one side only. */
  readonly matchMode: MatchMode;
  readonly autoRecover: boolean;
  readonly allowedIps?: readonly string[];
  readonly webhooks: readonly WebhookRegistration[];
  /** One-time value that a registration under way must carry back in its handshake. */
  readonly pendingHandshake?: { readonly nonce: string; readonly until: Instant };
  /** Why webhooks do not come, as far as we know; the guardian tries to register them again. */
  readonly webhookProblem?: string;
  /** Until when the webhook secret before the present one is accepted. */
  readonly oldSecretUntil?: Instant;
  readonly credentialsSetAt: Instant;
  readonly lastSyncAt?: Instant;
  readonly lastSuccessAt?: Instant;
  /** When everything on both sides was last looked at. */
  readonly lastSweepAt?: Instant;
  readonly lastErrorAt?: Instant;
  readonly lastErrorMessage?: string;
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly updatedAt: Instant;
}

export const flowsIn = (direction: SyncDirection): boolean => direction !== 'BRITEPOOL_TO_EXTERNAL';
export const flowsOut = (direction: SyncDirection): boolean => direction !== 'EXTERNAL_TO_BRITEPOOL';

/** Whether work for this integration may run now; PAUSED work is held, not run. */
export const isRunning = (status: IntegrationStatus): boolean => status === 'ACTIVE' || status === 'DEGRADED';

export type PairKey = {
  readonly integrationId: string;
  readonly resourceType: ResourceType;
  readonly externalId: string;
};
