/**
 * Names that infra and functions must agree on. Values only: no logic, no imports.
 *
 * `environment` lists the variable each function reads; infra sets them, `functions/runtime/env.ts` parses them.
 */
export const functionNames = [
  'receive-webhook',
  'sync-records',
  'publish-changes',
  'run-jobs',
  'admin-api',
  'finish-connection',
  'records-api',
  'park-failures',
  'retry-parked',
  'watch-health',
  'note-receipts',
  'check-ledger',
  'clean-up',
  'cron',
] as const;
export type FunctionName = (typeof functionNames)[number];

/** The word by which a line of a log is known as a receipt of a change. */
export const receiptMessage = 'Received';

export const environment = {
  stage: 'STAGE',
  recordsTable: 'RECORDS_TABLE',
  syncTable: 'SYNC_TABLE',
  activityTable: 'ACTIVITY_TABLE',
  changesQueueUrl: 'CHANGES_QUEUE_URL',
  jobsQueueUrl: 'JOBS_QUEUE_URL',
  /** The dead-letter queue of changes.fifo. */
  deadLettersUrl: 'DEAD_LETTERS_URL',
  /** Prefix of every secret the service creates, e.g. `britepool/dev/integrations/`. */
  secretPrefix: 'SECRET_PREFIX',
  scheduleGroup: 'SCHEDULE_GROUP',
  /** Days after which log entries expire. */
  logDays: 'LOG_DAYS',
  /** Secret that outside schedulers must know. */
  cronSecretId: 'CRON_SECRET_ID',
  /** IANA zone in which nights and Sundays are meant where an integration names none. */
  timeZone: 'TIME_ZONE',
  /** Role that EventBridge Scheduler assumes to send to jobs.fifo. */
  scheduleRoleArn: 'SCHEDULE_ROLE_ARN',
  jobsQueueArn: 'JOBS_QUEUE_ARN',
  /** Public origin under which vendors reach `/api/webhooks/…`; no trailing slash. */
  publicBaseUrl: 'PUBLIC_BASE_URL',
  /** `on` lets integrations point at loopback addresses: the local runtime and tests only. */
  allowLoopback: 'ALLOW_LOOPBACK',
  /** Who is told of alerts and by which address, as JSON: `{ "from": …, "to": […] }`. */
  alertMail: 'ALERT_MAIL',
  /** Secret that holds the address of the Slack channel that is told of alerts. */
  slackSecretId: 'SLACK_SECRET_ID',
  logLevel: 'LOG_LEVEL',
} as const;

/** Keys and indexes of the three tables; every key attribute is a string. */
export const tables = {
  records: { partitionKey: 'pk', sortKey: 'sk', indexes: ['gsi1', 'gsi2'], stream: true, ttl: undefined },
  sync: { partitionKey: 'pk', sortKey: 'sk', indexes: ['gsi1', 'gsi2'], stream: false, ttl: 'ttl' },
  activity: { partitionKey: 'pk', sortKey: 'sk', indexes: ['gsi1'], stream: false, ttl: 'ttl' },
} as const;
/** Index `gsiN` has the keys `gsiNpk` and `gsiNsk` and projects KEYS_ONLY: readers load the items in one batch. */
export const indexKeys = (index: 'gsi1' | 'gsi2') => ({ partitionKey: `${index}pk`, sortKey: `${index}sk` });

export const roles = ['WEB_STEWARD', 'BOARD_CHAIR', 'PLATFORM', 'MEMBER'] as const;
export type Role = (typeof roles)[number];
/** The JWT claim that carries the caller's roles: a string, or a list as `[A B]` after API Gateway. */
export const roleClaim = 'roles';
export const apiAudience = 'britepool-integrations';
