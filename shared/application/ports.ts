/**
 * What the use cases need from outside. Ports speak in outcomes: an expected refusal is a value, only the
 * unexpected is thrown. One contract suite per port runs on every implementation (`test/contract`).
 */
import type { Change, Outcome } from '../domain/change.ts';
import type { PairClaim } from '../domain/claim.ts';
import type { ApprovalStatus, DeleteApproval, DeleteWindow } from '../domain/delete-brake.ts';
import type { ExternalData, ExternalSystem } from '../domain/external.ts';
import type { FieldMappingSet } from '../domain/field-mapping.ts';
import type { Integration, PairKey } from '../domain/integration.ts';
import type { Checkpoint, JobExecution, JobMessage } from '../domain/job.ts';
import type { PairPlace } from '../domain/left-alone.ts';
import type { IntegrationMapping } from '../domain/mapping.ts';
import type { RateLimit } from '../domain/rate-limit.ts';
import type { BritePoolRecord } from '../domain/record.ts';
import type { ResourceType } from '../domain/resources.ts';
import type { SignIn } from '../domain/sign-in.ts';
import type { SyncLog, SyncOperation, SyncStatus } from '../domain/sync-log.ts';
import type { FieldValue, Instant } from '../domain/values.ts';
import type { Credentials } from './credentials/ports.ts';
import type { PairActs } from './pairs/ports.ts';
import type { AuditEntry, AuditFilter, Listing, PageRequest } from './port-values.ts';

export interface Clock {
  now(): Instant;
}
export interface Ids {
  /** A fresh, time-ordered id: `next('job')` → `job_…`. */
  next(prefix: string): string;
}
/** Unguessable values. */
export interface Randomness {
  /** A signing secret as Standard Webhooks writes it: `whsec_` + base64 of 32 bytes. */
  secret(): string;
  /** 128 bits, URL-safe. */
  nonce(): string;
}
export interface Hasher {
  /** Collision-resistant digest of a text, at most 32 characters. */
  hash(text: string): string;
}

export interface RecordStore {
  get(type: ResourceType, id: string): Promise<BritePoolRecord | undefined>;
  getMany(keys: readonly { type: ResourceType; id: string }[]): Promise<readonly BritePoolRecord[]>;
  list(type: ResourceType, page: PageRequest): Promise<Listing<BritePoolRecord>>;
  /** The first 25 records whose `matchKey` this is. What was written a moment ago may be missing. */
  withMatchKey(type: ResourceType, key: string): Promise<readonly BritePoolRecord[]>;
  /** Writes the record if the stored one has `record.version - 1` (or none exists, for version 1). */
  put(record: BritePoolRecord): Promise<'written' | 'stale'>;
  /** Removes the record if it still has this version. Leaves nothing behind but the stream event. */
  remove(type: ResourceType, id: string, version: number): Promise<'removed' | 'stale'>;
}

/** A new pair: record, mapping and its log entry, all or nothing. */
export interface NewPair {
  readonly record: BritePoolRecord;
  readonly mapping: IntegrationMapping;
  readonly log: SyncLog;
}

/** Enough of a pair to see who it links and whether it needs a look. */
export type PairSummary = Pick<
  IntegrationMapping,
  'resourceType' | 'externalId' | 'internalId' | 'lastExternalHash' | 'leftAlone'
>;

export interface PairStore extends PairActs {
  byExternalId(key: PairKey): Promise<IntegrationMapping | undefined>;
  byExternalIds(keys: readonly PairKey[]): Promise<readonly IntegrationMapping[]>;
  /** As `byExternalIds`, but without the bases: most records of a page are unchanged and need no more. */
  summaries(keys: readonly PairKey[]): Promise<readonly PairSummary[]>;
  byInternalId(
    integrationId: string,
    type: ResourceType,
    internalId: string,
  ): Promise<IntegrationMapping | undefined>;
  list(
    integrationId: string,
    filter: { resourceType?: ResourceType; place?: PairPlace },
    page: PageRequest,
  ): Promise<Listing<IntegrationMapping>>;
  /** Stores new pairs, each atomically and unique in both directions. Answers per pair, in order. */
  create(pairs: readonly NewPair[]): Promise<readonly ('created' | 'exists')[]>;
  /** Links an existing record to an external one. */
  link(mapping: IntegrationMapping): Promise<'linked' | 'exists'>;
  /** Writes the mapping if the stored one has `mapping.version - 1`. */
  put(mapping: IntegrationMapping): Promise<'written' | 'stale'>;
  /** Reserves our record for a create in the external system; `exists` when it has a pair or a claim. */
  claim(claim: PairClaim): Promise<'claimed' | 'exists'>;
  claimOf(integrationId: string, type: ResourceType, internalId: string): Promise<PairClaim | undefined>;
  /** As `byInternalId`, for many records of one kind; those without a pair are left out. */
  byInternalIds(
    integrationId: string,
    type: ResourceType,
    internalIds: readonly string[],
  ): Promise<readonly IntegrationMapping[]>;
  /** Every create under way (or left by a death), as it is stored at this moment. */
  openClaims(integrationId: string, type: ResourceType): Promise<readonly PairClaim[]>;
  /** Turns the claim into its pair: `exists` when the external record has one already, `stale` without the claim. */
  complete(claim: PairClaim, mapping: IntegrationMapping): Promise<'linked' | 'exists' | 'stale'>;
  /** Gives our record free again; nothing was created for it. */
  release(claim: PairClaim): Promise<void>;
  /** Replaces a pair whose external record is gone by a claim, if the stored mapping has this version. */
  reclaim(mapping: IntegrationMapping, claim: PairClaim): Promise<'claimed' | 'stale'>;
  /** Pairs and claims; answers how many pairs there were. */
  removeAll(integrationId: string): Promise<number>;
}

/** Mass deletions are stopped and wait here for an admin. */
export interface DeleteApprovals {
  /** The deletions of the last hour; `undefined` before the first. */
  window(integrationId: string): Promise<DeleteWindow | undefined>;
  /** Writes the window if the stored one has `window.version - 1`. */
  saveWindow(window: DeleteWindow): Promise<'written' | 'stale'>;
  get(id: string): Promise<DeleteApproval | undefined>;
  /** Newest first. */
  list(
    integrationId: string,
    filter: { readonly status?: ApprovalStatus },
    page: PageRequest,
  ): Promise<Listing<DeleteApproval>>;
  /** Writes the approval if the stored one has `approval.version - 1`. */
  put(approval: DeleteApproval): Promise<'written' | 'stale'>;
  removeAll(integrationId: string): Promise<void>;
}

export interface IntegrationStore {
  get(id: string): Promise<Integration | undefined>;
  list(filter: {
    status?: Integration['status'];
    type?: Integration['type'];
  }): Promise<readonly Integration[]>;
  create(integration: Integration): Promise<'created' | 'name-taken'>;
  /** Writes the integration if the stored one has `integration.version - 1`. */
  put(integration: Integration): Promise<'written' | 'stale' | 'name-taken'>;
  /** Leaves a tombstone, so that the audit trail still has a name to show. */
  remove(integration: Integration, at: Instant): Promise<void>;
}

export interface LogFilter {
  readonly status?: SyncStatus;
  readonly operation?: SyncOperation;
  readonly resourceType?: ResourceType;
  readonly outcome?: Outcome;
  /** Id of the record on either side. */
  readonly recordId?: string;
  readonly jobId?: string;
  readonly from?: Instant;
  readonly to?: Instant;
  /** Only what stands at this place of the log or behind it: `<instant>#<suffix>`. */
  readonly upTo?: string;
}
/** May hold fewer entries than asked for, even none, and still go on: a page looks at so many entries and no more. */
export interface LogListing extends Listing<SyncLog> {
  /** Given with a cursor: everything from the beginning to this place, itself included, was looked at. */
  readonly lookedTo?: string;
}
export interface LogStore {
  /** Same id, same entry: repeated writes replace, so a retried change ends with one line. */
  put(logs: readonly SyncLog[]): Promise<void>;
  get(logId: string): Promise<SyncLog | undefined>;
  /** Newest first. */
  list(integrationId: string, filter: LogFilter, page: PageRequest): Promise<LogListing>;
  /** How many entries were filed on a day, `YYYY-MM-DD` in UTC. */
  countOfDay(integrationId: string, day: string): Promise<number>;
  /** Everything that happened to one BritePool record, newest first. */
  ofRecord(type: ResourceType, internalId: string, page: PageRequest): Promise<Listing<SyncLog>>;
}

export interface AuditStore {
  append(entry: AuditEntry): Promise<void>;
  /** Newest first. A page may hold few entries, or none, and still have a cursor. */
  list(page: PageRequest, filter?: AuditFilter): Promise<Listing<AuditEntry>>;
}

export interface JobStore {
  get(jobId: string): Promise<JobExecution | undefined>;
  /** Newest first. */
  list(integrationId: string, page: PageRequest): Promise<Listing<JobExecution>>;
  /** The integration's job that is not over, as it is stored at this moment. */
  current(integrationId: string): Promise<JobExecution | undefined>;
  /** Jobs of all integrations in one state, newest first. What changed a moment ago may be missing. */
  inStatus(status: JobExecution['status'], page: PageRequest): Promise<Listing<JobExecution>>;
  /** Jobs of all integrations that are not over. What changed a moment ago may be missing. */
  unfinished(): Promise<readonly JobExecution[]>;
  /** Stores the job as the integration's one running job; `busy` names the job that already runs. */
  start(job: JobExecution): Promise<{ outcome: 'started' } | { outcome: 'busy'; jobId: string }>;
  /** Writes the job if the stored one has `job.version - 1`; a job that is over frees its integration. */
  put(job: JobExecution): Promise<'written' | 'stale'>;
}

export interface CheckpointStore {
  get(integrationId: string, stream: string): Promise<Checkpoint>;
  /** Moves from the version that was read; `stale` when somebody else moved it. */
  advance(integrationId: string, from: Checkpoint, since: Instant): Promise<'advanced' | 'stale'>;
  removeAll(integrationId: string): Promise<void>;
}

export interface ChangeQueue {
  /**
   * Accepts all or says that it could not; repeating a send within five minutes sends nothing twice. `again`: these were
   * received before and are kept elsewhere meanwhile, so no receipt tells of them.
   */
  send(changes: readonly Change[], again?: 'again'): Promise<'accepted' | 'unavailable'>;
}
export interface JobQueue {
  send(message: JobMessage): Promise<void>;
}

/** Facts about a connector that use cases need without connecting. */
export interface ConnectorFacts {
  readonly type: Integration['type'];
  readonly webhooks: { readonly supported: true } | { readonly supported: false; readonly why: string };
  /** Requests that the vendor allows; empty where it publishes nothing. */
  readonly budgets: (settings: ExternalData) => readonly RateLimit[];
  /** The collections that these settings describe. */
  readonly streams: (
    settings: ExternalData,
  ) => readonly { readonly name: string; readonly resourceType: ResourceType }[];
  readonly defaultFieldMappings: (
    settings: ExternalData,
  ) => readonly Omit<FieldMappingSet, 'integrationId' | 'version' | 'schemaVersion'>[];
  readonly checkSettings: (
    settings: ExternalData,
  ) => readonly { readonly pointer: string; readonly message: string }[];
  readonly checkCredentials: (
    authType: Integration['authType'],
    credentials: Credentials,
    settings: ExternalData,
  ) => readonly { readonly pointer: string; readonly message: string }[];
}
export interface Connectors {
  facts(type: Integration['type']): Promise<ConnectorFacts>;
  connect(
    integration: Pick<Integration, 'type' | 'baseUrl' | 'authType' | 'settings'> & { readonly id?: string },
    signIn: Credentials | SignIn,
  ): Promise<ExternalSystem>;
}

/** Evaluates a JSONata expression on one value, bounded in time, depth, memory and size. */
export interface Expressions {
  /** Throws `rejected`, in words, for an expression that fails. */
  evaluate(expression: string, input: FieldValue): Promise<FieldValue>;
  /** What is wrong with its grammar, in words, or `undefined`. */
  mistake(expression: string): Promise<string | undefined>;
}

export type * from './alerts/ports.ts';
export type * from './conflicts/ports.ts';
export type * from './credentials/ports.ts';
export type * from './digest/ports.ts';
export type * from './drift/ports.ts';
export type * from './field-mappings/ports.ts';
export type * from './first-sync/ports.ts';
export type * from './health/ports.ts';
export type * from './idempotency/ports.ts';
export type * from './jobs/ports.ts';
export type * from './ledger/ports.ts';
export type { Logger } from './logger.ts';
export type { Metrics } from './metrics.ts';
export type * from './outages/ports.ts';
export type * from './pairs/ports.ts';
export type * from './parked/ports.ts';
export type * from './port-values.ts';
export type * from './quotas/ports.ts';
export type * from './schedules/ports.ts';
