import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { StorageStack } from '../stacks/storage-stack.ts';
import type { Stage } from '../stage.ts';
import type { Setting } from './function-needs.ts';
import type { IntegrationsApi } from './http-api.ts';
import type { QueueWorker } from './queue-worker.ts';
import type { Schedules } from './schedules.ts';

export interface FunctionSettings {
  readonly stage: Stage;
  readonly storage: StorageStack;
  readonly changes: QueueWorker;
  readonly jobs: QueueWorker;
  readonly schedules: Schedules;
  readonly api: IntegrationsApi;
}

/** Secrets by name. `cron`: what outside schedulers must know, made by `CronSecret`; `slack`: written by admin-api. */
export const secretIds = ({ name }: Pick<Stage, 'name'>) => ({
  prefix: `britepool/${name}/integrations/`,
  cron: `britepool/${name}/cron-secret`,
  slack: `britepool/${name}/slack-channel`,
});

/** What functions read of the stacks; each gets those that it needs. */
export function functionSettings(props: FunctionSettings): Partial<Record<Setting, string>> {
  const { stage, storage, changes, jobs, schedules, api } = props;
  const secrets = secretIds(stage);
  return {
    recordsTable: storage.records.tableName,
    syncTable: storage.sync.tableName,
    activityTable: storage.activity.tableName,
    changesQueueUrl: changes.queue.queueUrl,
    deadLettersUrl: changes.deadLetters.queueUrl,
    jobsQueueUrl: jobs.queue.queueUrl,
    jobsQueueArn: jobs.queue.queueArn,
    secretPrefix: secrets.prefix,
    scheduleGroup: schedules.groupName,
    scheduleRoleArn: schedules.role.roleArn,
    timeZone: stage.timeZone,
    logDays: String(stage.syncLogDays),
    cronSecretId: secrets.cron,
    slackSecretId: secrets.slack,
    publicBaseUrl: stage.publicBaseUrl ?? api.http.apiEndpoint,
    allowLoopback: stage.allowLoopback ? 'on' : 'off',
    alertMail: JSON.stringify({ from: stage.alertSender, to: stage.alertEmails }),
  };
}

/** ARN of a secret by its name; its last six characters are chosen by Secrets Manager. */
export const secretArn = (scope: Construct, name: string): string =>
  Stack.of(scope).formatArn({
    service: 'secretsmanager',
    resource: 'secret',
    resourceName: `${name}-??????`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
