import * as z from 'zod/mini';
import { isZone } from '../domain/zoned.ts';
import { healthSummary } from './health.ts';
import { jobView } from './jobs.ts';
import { operation } from './operation.ts';
import {
  authenticationType,
  conflictStrategy,
  dataType,
  deletePolicy,
  instant,
  integrationStatus,
  integrationType,
  jsonObject,
  matchMode,
  mergeRule,
  syncDirection,
  syncFrequency,
} from './values.ts';

const admins = ['WEB_STEWARD', 'BOARD_CHAIR'] as const;

const name = z
  .string()
  .check(
    z.trim(),
    z.minLength(3, 'Give it a name of at least 3 letters'),
    z.maxLength(80, 'At most 80 letters'),
  );
/** What it is for; emptied by an empty text. */
const description = z.string().check(z.trim(), z.maxLength(500, 'At most 500 letters'));
const baseUrl = z.url({
  protocol: /^https?$/,
  error: 'Give the full address of the API, beginning with https://',
});
const dataTypesField = z.array(dataType).check(z.minLength(1, 'Choose at least one kind of data'));
/** Per kind of data what becomes of a record whose counterpart was deleted; the kinds not named stay as they are. */
const deletePoliciesField = z.partialRecord(dataType, deletePolicy);
/** As the time zone database names it; an offset is none, since it knows no summer time. */
const timeZoneField = z
  .string()
  .check(
    z.refine((name) => /^[A-Za-z]/.test(name) && isZone(name), 'Give a time zone such as Europe/Berlin'),
  );
const mergeRulesField = z.record(z.string(), mergeRule);

export const integrationStats = z.object({
  /** Records looked at by the last 50 runs. */
  totalSyncs: z.int(),
  /** Per cent of the last day's changes that did not fail; 100 when there is none. */
  successRate: z.number(),
  pendingConflicts: z.int(),
  lastErrorCount: z.int(),
});

export const integrationView = z.object({
  id: z.string(),
  name: z.string(),
  description: z.optional(z.string()),
  /** One that cannot be chosen any more stays what it is. */
  type: z.string(),
  status: integrationStatus,
  baseUrl: z.string(),
  authType: authenticationType,
  settings: jsonObject,
  syncDirection,
  syncFrequency,
  /** Zone of its nightly and weekly runs; the stage's where absent. */
  timeZone: z.optional(z.string()),
  /** When it is due next; it begins within some minutes of it. Null when it runs by hand only, or rests. */
  nextSyncAt: z.nullable(instant),
  dataTypes: z.array(dataType),
  conflictStrategy,
  customMergeRules: z.optional(mergeRulesField),
  /** For every kind of data; `archive` where nobody chose. */
  deletePolicies: z.record(dataType, deletePolicy),
  whenPaused: z.enum(['hold', 'reject']),
  /** Goes on by itself after an outage of the other system; otherwise an admin has to set it to active again. */
  autoRecover: z.boolean(),
  /** The other system does not answer: since when, what it said last, and when it is tried again. */
  outage: z.optional(z.object({ since: instant, reason: z.string(), nextTryAt: z.optional(instant) })),
  /** What becomes of records that exist on one side only. */
  matchMode,
  webhookEndpoint: z.string(),
  webhooksRegistered: z.int(),
  /** Why webhooks do not come, though the system has them; changes are polled for meanwhile. */
  webhookProblem: z.optional(z.string()),
  credentialsSetAt: instant,
  lastSyncAt: z.optional(instant),
  lastSuccessAt: z.optional(instant),
  /** When everything on both sides was last looked at. */
  lastSweepAt: z.optional(instant),
  lastErrorAt: z.optional(instant),
  lastErrorMessage: z.optional(z.string()),
  /** The run that is going on now. */
  currentJob: z.optional(jobView),
  stats: integrationStats,
  /** How well it does; absent for the moment between being made and being looked at. */
  health: z.optional(healthSummary),
  createdAt: instant,
  updatedAt: instant,
  /** Rises with every change of an admin; send it back with an update to notice that somebody was faster. */
  version: z.int(),
});
export type IntegrationView = z.output<typeof integrationView>;

export const connectionStep = z.object({
  step: z.enum(['reachable', 'signed-in', 'may-read', 'may-write', 'webhook']),
  /** The collection that the step is about, where it is about one. */
  stream: z.optional(z.string()),
  ok: z.boolean(),
  message: z.string(),
  cure: z.optional(z.string()),
});

export const newIntegration = z.strictObject({
  name,
  description: z.optional(description),
  type: integrationType,
  baseUrl,
  authType: authenticationType,
  credentials: z._default(z.record(z.string(), z.string().check(z.maxLength(16_384))), {}),
  /** A sign-in finished in the browser, in place of credentials. */
  connectionId: z.optional(z.string()),
  settings: z.optional(jsonObject),
  syncDirection,
  syncFrequency,
  timeZone: z.optional(timeZoneField),
  dataTypes: dataTypesField,
  conflictStrategy: z._default(conflictStrategy, 'LATEST_WINS'),
  customMergeRules: z.optional(mergeRulesField),
  deletePolicies: z.optional(deletePoliciesField),
  whenPaused: z._default(z.enum(['hold', 'reject']), 'hold'),
  autoRecover: z._default(z.boolean(), true),
  matchMode: z._default(matchMode, 'MATCH_THEN_CREATE'),
  /** `wait`: connected, but paused with nothing synced until it is set to active; meanwhile a preview can be counted. */
  firstImport: z._default(z.enum(['start', 'wait']), 'start'),
});
/** As it is sent: what has a value unless said may be left out. */
export type NewIntegration = z.input<typeof newIntegration>;

export const integrationOperations = {
  createIntegration: operation({
    method: 'POST',
    idempotent: true,
    path: '/api/admin/integrations',
    summary:
      'Connect an external system: tests the sign-in, registers webhooks, starts the first import or lets it wait',
    roles: admins,
    body: newIntegration,
    status: 201,
    response: z.object({
      success: z.literal(true),
      integration: z.object({
        id: z.string(),
        name: z.string(),
        status: integrationStatus,
        webhookEndpoint: z.string(),
        /** Shown once: for systems where the admin enters the secret by hand. */
        webhookSecret: z.string(),
      }),
      /** The first import: running, or waiting at its first page. */
      jobId: z.string(),
      warnings: z.array(z.string()),
    }),
  }),
  /** Stands before the routes of one integration, which it looks like. */
  checkNewIntegration: operation({
    method: 'POST',
    path: '/api/admin/integrations/check',
    summary: 'Try everything that connecting would try, and store nothing',
    roles: admins,
    body: newIntegration,
    response: z.object({ ok: z.boolean(), steps: z.array(connectionStep), account: z.optional(z.string()) }),
  }),
  listIntegrations: operation({
    method: 'GET',
    path: '/api/admin/integrations',
    summary: 'All integrations with their state',
    roles: admins,
    query: z.object({ status: z.optional(integrationStatus), type: z.optional(integrationType) }),
    response: z.object({ integrations: z.array(integrationView) }),
  }),
  getIntegration: operation({
    method: 'GET',
    path: '/api/admin/integrations/:id',
    summary: 'One integration',
    roles: admins,
    response: z.object({ integration: integrationView }),
  }),
  updateIntegration: operation({
    method: 'PUT',
    path: '/api/admin/integrations/:id',
    summary: 'Change an integration; only the fields given change',
    roles: admins,
    body: z.strictObject({
      name: z.optional(name),
      description: z.optional(description),
      status: z.optional(z.enum(['ACTIVE', 'PAUSED', 'DISABLED'])),
      baseUrl: z.optional(baseUrl),
      credentials: z.optional(z.record(z.string(), z.string().check(z.maxLength(16_384)))),
      settings: z.optional(jsonObject),
      syncDirection: z.optional(syncDirection),
      syncFrequency: z.optional(syncFrequency),
      timeZone: z.optional(timeZoneField),
      dataTypes: z.optional(dataTypesField),
      conflictStrategy: z.optional(conflictStrategy),
      customMergeRules: z.optional(mergeRulesField),
      deletePolicies: z.optional(deletePoliciesField),
      whenPaused: z.optional(z.enum(['hold', 'reject'])),
      autoRecover: z.optional(z.boolean()),
      matchMode: z.optional(matchMode),
      version: z.optional(z.int()),
    }),
    response: z.object({ success: z.literal(true), integration: integrationView }),
  }),
  integrationQuota: operation({
    method: 'GET',
    path: '/api/admin/integrations/:id/quota',
    summary:
      'Whether a schedule fits into the requests that the other system allows, by what past runs asked',
    roles: admins,
    query: z.object({ frequency: z.optional(syncFrequency) }),
    response: z.object({
      fits: z.boolean(),
      requestsPerRun: z.int(),
      /** Percent of the tightest budget, rounded up. */
      usedPercent: z.int(),
      /** The most frequent schedule that fits; null where none does. */
      best: z.nullable(syncFrequency),
      sentences: z.array(z.string()),
    }),
  }),
  rotateWebhookSecret: operation({
    method: 'POST',
    path: '/api/admin/integrations/:id/webhook-secret/rotate',
    idempotent: true,
    summary: 'A new secret for webhooks, shown once; the old one is accepted for some hours more',
    roles: admins,
    body: z.strictObject({
      overlapHours: z._default(z.int().check(z.minimum(0), z.maximum(168)), 24),
    }),
    response: z.object({
      success: z.literal(true),
      integrationId: z.string(),
      webhookSecret: z.string(),
      oldAcceptedUntil: instant,
    }),
  }),
  deleteIntegration: operation({
    method: 'DELETE',
    path: '/api/admin/integrations/:id',
    summary:
      'Disconnect: pairs, conflicts, open questions, schedule, webhooks and secrets go; records, logs and the audit trail stay',
    roles: admins,
    response: z.object({
      success: z.literal(true),
      deleted: z.object({
        integration: z.literal(true),
        mappings: z.int(),
        /** Always 0: what happened stays told until its time is over. */
        logs: z.int(),
        conflicts: z.int(),
      }),
      warnings: z.array(z.string()),
    }),
  }),
  testIntegration: operation({
    method: 'GET',
    path: '/api/admin/integrations/:id/test',
    summary: 'Try the connection now, step by step',
    roles: admins,
    response: z.object({
      success: z.boolean(),
      connectionStatus: z.enum(['OK', 'FAILED']),
      /** Milliseconds. */
      responseTime: z.number(),
      apiVersion: z.string(),
      credentialsValid: z.boolean(),
      steps: z.array(connectionStep),
    }),
  }),
} as const;
