import type { environment, FunctionName } from '../../shared/config/names.ts';

export const secretsToWrite = ['GetSecretValue', 'CreateSecret', 'PutSecretValue', 'DeleteSecret'].map(
  (action) => `secretsmanager:${action}`,
);

/** Whoever calls external systems renews their sign-ins. */
export const secretsToRenew = ['secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue'];

export type Setting = keyof typeof environment;
export const tables = ['recordsTable', 'syncTable', 'activityTable'] as const;
/** What whoever works on more than one table reads. */
export const stores = [...tables, 'logDays'] as const;
/** What whoever calls external systems reads besides. */
export const calling = ['secretPrefix', 'allowLoopback'] as const;
/** What whoever tells the admins of an alert reads besides. */
export const telling = ['alertMail', 'publicBaseUrl', 'slackSecretId'] as const;
export const scheduling = ['jobsQueueArn', 'scheduleGroup', 'scheduleRoleArn', 'timeZone'] as const;
export const adminSettings = [
  'alertMail',
  'slackSecretId',
  ...stores,
  ...calling,
  'changesQueueUrl',
  'jobsQueueUrl',
  ...scheduling,
  'publicBaseUrl',
] as const;

/** Whoever translates records evaluates the expressions of field mappings. */
export const translating: readonly FunctionName[] = ['sync-records', 'run-jobs', 'admin-api'];
