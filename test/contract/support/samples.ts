import type { AuditEntry, NewPair, ParkedItem } from '../../../shared/application/ports.ts';
import type { Alert } from '../../../shared/domain/alert.ts';
import type { Change } from '../../../shared/domain/change.ts';
import type { PairClaim } from '../../../shared/domain/claim.ts';
import type { ConflictResolution } from '../../../shared/domain/conflict.ts';
import type { PendingConnection } from '../../../shared/domain/connection.ts';
import type { DeleteApproval } from '../../../shared/domain/delete-brake.ts';
import { type DeletePolicies, deletePoliciesFrom } from '../../../shared/domain/delete-policy.ts';
import type { FieldMappingSet } from '../../../shared/domain/field-mapping.ts';
import type { Integration } from '../../../shared/domain/integration.ts';
import type { JobExecution } from '../../../shared/domain/job.ts';
import { logIdFor } from '../../../shared/domain/log-id.ts';
import type { IntegrationMapping } from '../../../shared/domain/mapping.ts';
import type { MatchReview } from '../../../shared/domain/match-review.ts';
import { type BritePoolRecord, draft } from '../../../shared/domain/record.ts';
import type { ResourceType } from '../../../shared/domain/resources.ts';
import { logEntry, type SyncLog } from '../../../shared/domain/sync-log.ts';
import type { Instant } from '../../../shared/domain/values.ts';

export const at = '2026-03-01T10:00:00.000Z';
let last = 0;
/** A text that no other test of this file uses: the stores under test are shared. */
export const fresh = (prefix: string): string => `${prefix}-${String(++last).padStart(4, '0')}`;

export const aRecord = (
  resourceType: ResourceType = 'TASK',
  more: { readonly id?: string; readonly at?: Instant; readonly title?: string } = {},
): BritePoolRecord =>
  draft(
    { resourceType, id: more.id ?? fresh('record') },
    { title: more.title ?? 'Plant trees', tags: ['garden', 'spring'] },
    { at: more.at ?? at, by: { kind: 'britepool', id: 'ada' } },
  );

export const aMapping = (more: Partial<IntegrationMapping> = {}): IntegrationMapping => ({
  schemaVersion: 1,
  id: fresh('map'),
  version: 1,
  integrationId: fresh('int'),
  resourceType: 'TASK',
  internalId: fresh('record'),
  externalId: fresh('external'),
  stream: 'tasks',
  syncStatus: 'SYNCED',
  base: { title: { value: 'Plant trees', at, by: 'both' } },
  lastExternalHash: 'hash',
  lastLocalHash: 'hash',
  recentDeliveries: ['delivery-1'],
  fieldMappingVersion: 1,
  lastSyncedAt: at,
  createdAt: at,
  updatedAt: at,
  ...more,
});

export const aClaim = (more: Partial<PairClaim> = {}): PairClaim => ({
  schemaVersion: 1,
  id: fresh('map'),
  integrationId: fresh('int'),
  resourceType: 'TASK',
  internalId: fresh('record'),
  stream: 'tasks',
  syncStatus: 'PENDING_SYNC',
  idempotencyKey: fresh('key'),
  sent: { title: 'Plant trees' },
  claimedAt: at,
  ...more,
});

export const aChange = (more: Partial<Change> = {}): Change => {
  const integrationId = more.integrationId ?? fresh('int');
  const recordId = more.recordId ?? fresh('external');
  const deliveryKey = more.deliveryKey ?? fresh('delivery');
  const receivedAt = more.receivedAt ?? at;
  return {
    schemaVersion: 1,
    resourceType: 'TASK',
    stream: 'tasks',
    side: 'external',
    kind: 'upserted',
    cause: 'webhook',
    logId: logIdFor(
      { integrationId, receivedAt, deliveryKey, recordId },
      (text) => `h${text.length}-${last}`,
    ),
    ...more,
    integrationId,
    recordId,
    deliveryKey,
    receivedAt,
  };
};

export const aLog = (
  integrationId: string,
  more: Partial<SyncLog> & { readonly filedAt?: Instant } = {},
): SyncLog => {
  const { filedAt = at, ...rest } = more;
  const id = logIdFor({ integrationId, receivedAt: filedAt, deliveryKey: '', recordId: '' }, () =>
    fresh('entry'),
  );
  const entry = logEntry(aChange({ integrationId, receivedAt: filedAt }), {
    outcome: 'applied',
    operation: 'UPDATE',
    resourceId: fresh('record'),
    externalId: 'external',
    startedAt: filedAt,
    at: filedAt,
  });
  return { ...entry, id, ...rest };
};

export const aNewPair = (more: Partial<IntegrationMapping> = {}): NewPair => {
  const record = aRecord('TASK');
  const mapping = aMapping({ internalId: record.id, ...more });
  return { record, mapping, log: aLog(mapping.integrationId, { resourceId: record.id }) };
};

/** What a test says of an integration; of policies only those that matter to it. */
export type SaidOfIntegration = Partial<Omit<Integration, 'deletePolicies'>> & {
  readonly deletePolicies?: Partial<DeletePolicies>;
};
export const anIntegration = ({ deletePolicies = {}, ...more }: SaidOfIntegration = {}): Integration => ({
  schemaVersion: 2,
  id: fresh('int'),
  version: 1,
  edition: 1,
  name: fresh('Main workspace'),
  ...{ type: 'ASANA', status: 'ACTIVE', baseUrl: 'https://app.asana.com/api/1.0', authType: 'BEARER_TOKEN' },
  settings: { workspaceGid: '1', projectGids: ['2'] },
  syncDirection: 'BIDIRECTIONAL',
  syncFrequency: 'HOURLY',
  dataTypes: ['TASKS', 'MEMBERS'],
  deletePolicies: deletePoliciesFrom(deletePolicies),
  ...{
    conflictStrategy: 'LATEST_WINS',
    whenPaused: 'hold',
    matchMode: 'MATCH_THEN_CREATE',
    autoRecover: true,
  },
  webhooks: [{ key: '2', externalId: '77', registeredAt: at }],
  credentialsSetAt: at,
  createdAt: at,
  createdBy: 'ada',
  updatedAt: at,
  ...more,
});

export const aJob = (integrationId: string, more: Partial<JobExecution> = {}): JobExecution => ({
  schemaVersion: 1,
  id: fresh('job'),
  version: 1,
  integrationId,
  jobType: 'MANUAL_SYNC',
  status: 'RUNNING',
  fullSync: false,
  streams: ['users', 'tasks'],
  since: null,
  until: at,
  pages: 0,
  totalRecords: 0,
  successCount: 0,
  unchangedCount: 0,
  errorCount: 0,
  conflictCount: 0,
  retryCount: 0,
  maxRetries: 5,
  startedBy: 'ada',
  startedAt: at,
  createdAt: at,
  updatedAt: at,
  ...more,
});

export const aFieldMappingSet = (more: Partial<FieldMappingSet> = {}): FieldMappingSet => ({
  schemaVersion: 1,
  integrationId: fresh('int'),
  resourceType: 'TASK',
  stream: 'tasks',
  version: 1,
  fields: [{ externalField: 'name', internalField: 'title', transform: 'string', direction: 'both' }],
  ...more,
});

export const aParkedItem = (more: Partial<ParkedItem> = {}): ParkedItem => {
  const integrationId = more.integrationId ?? fresh('int');
  const message = 'The title is too long.';
  const exchange = { method: 'PUT', path: '/tasks/1', status: 400, requestBody: '{}', responseBody: '{}' };
  return {
    ...{ id: fresh('parked'), change: aChange({ integrationId }), tries: 1, parkedAt: at, retryAt: at },
    fault: { kind: 'rejected', message, httpStatus: 400, exchange },
    attempts: [{ at, kind: 'rejected', sentence: message, httpStatus: 400 }],
    ...more,
    integrationId,
  };
};

export const aConnection = (more: Partial<PendingConnection> = {}): PendingConnection => ({
  schemaVersion: 1,
  id: fresh('conn'),
  version: 1,
  status: 'pending',
  stateHash: 'state-hash',
  browserHash: 'browser-hash',
  verifier: 'v'.repeat(43),
  redirectUri: 'https://britepool.example/api/oauth/callback',
  startedBy: 'ada',
  integrationId: null,
  target: {
    type: 'ASANA',
    baseUrl: 'https://app.asana.com/api/1.0',
    authType: 'OAUTH2',
    settings: { projectGids: ['2'] },
  },
  createdAt: at,
  expiresAt: '2099-03-01T10:10:00.000Z',
  ...more,
});

export const aConflict = (more: Partial<ConflictResolution> = {}): ConflictResolution => ({
  schemaVersion: 1,
  id: fresh('conf'),
  version: 1,
  integrationId: fresh('int'),
  resourceType: 'TASK',
  resourceId: fresh('task'),
  externalId: fresh('gid'),
  fields: [
    {
      field: 'title',
      base: 'Plant trees',
      local: { value: 'Plant oaks', at, by: { kind: 'britepool', id: 'mia' } },
      external: { value: 'Plant limes' },
      reason: 'both sides changed it to different values',
    },
  ],
  status: 'PENDING',
  history: [],
  createdAt: at,
  updatedAt: at,
  ...more,
});

export const anApproval = (more: Partial<DeleteApproval> = {}): DeleteApproval => ({
  schemaVersion: 1,
  id: fresh('approval'),
  version: 1,
  integrationId: fresh('int'),
  status: 'PENDING',
  reason: 'many records were deleted at once',
  count: 21,
  samples: [
    { mappingId: 'map-1', resourceType: 'TASK', internalId: 'task-1', externalId: '1305', side: 'external' },
  ],
  createdAt: at,
  updatedAt: at,
  ...more,
});

export const anAuditEntry = (more: Partial<AuditEntry> = {}): AuditEntry => ({
  id: fresh('audit'),
  at,
  actor: 'ada',
  action: 'integration.updated',
  subject: 'int-1',
  before: { name: 'Old' },
  after: { name: 'New' },
  ...more,
});

export const aReview = (more: Partial<MatchReview> = {}): MatchReview => ({
  schemaVersion: 1,
  id: fresh('review'),
  version: 1,
  integrationId: fresh('int'),
  resourceType: 'TASK',
  stream: 'tasks',
  externalId: fresh('gid'),
  fields: { title: 'Plant trees' },
  candidates: [fresh('task'), fresh('task')],
  ...{ reason: '2 records here have the same title and due date', status: 'PENDING' },
  createdAt: at,
  updatedAt: at,
  ...more,
});

export const anAlert = (more: Partial<Alert> = {}): Alert => ({
  schemaVersion: 1,
  id: fresh('alert'),
  version: 1,
  integrationId: fresh('int'),
  ...{ kind: 'outage', cause: 'outage', severity: 'warning' },
  sentence: 'The other system does not answer; edits wait.',
  cure: 'Nothing: it goes on by itself.',
  count: 1,
  openedAt: at,
  lastRaisedAt: at,
  claimedAt: at,
  ...more,
});
