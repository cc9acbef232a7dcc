import { Duration, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { FunctionName } from '../../shared/config/names.ts';
import { expressionChild } from './bundling.ts';
import {
  adminSettings,
  calling,
  type Setting,
  scheduling,
  secretsToRenew,
  secretsToWrite,
  stores,
  tables,
  telling,
  translating,
} from './function-needs.ts';
import { type FunctionSettings, functionSettings, secretArn, secretIds } from './function-settings.ts';
import { Receipts } from './receipts.ts';
import { ServiceFunction } from './service-function.ts';
import { tableUse } from './table-use.ts';

export interface ServiceFunctionsProps extends FunctionSettings {
  readonly local: boolean;
}

/** The functions, each with the settings it reads and the permissions it uses and no others. */
export class ServiceFunctions extends Construct {
  readonly receiveWebhook: ServiceFunction;
  readonly syncRecords: ServiceFunction;
  readonly publishChanges: ServiceFunction;
  readonly runJobs: ServiceFunction;
  readonly adminApi: ServiceFunction;
  readonly finishConnection: ServiceFunction;
  readonly recordsApi: ServiceFunction;
  readonly parkFailures: ServiceFunction;
  readonly retryParked: ServiceFunction;
  readonly watchHealth: ServiceFunction;
  readonly noteReceipts: ServiceFunction;
  readonly checkLedger: ServiceFunction;
  readonly cleanUp: ServiceFunction;
  readonly cron: ServiceFunction;
  readonly #props: ServiceFunctionsProps;

  constructor(scope: Construct, id: string, props: ServiceFunctionsProps) {
    super(scope, id);
    this.#props = props;
    const { stage, changes, jobs } = props;
    const sendChanges = [['sqs:SendMessage'], changes.queue.queueArn] as const;

    this.receiveWebhook = this.make(
      'receive-webhook',
      Duration.seconds(10),
      [...tables, 'changesQueueUrl', 'publicBaseUrl', 'secretPrefix'],
      512,
    )
      .may(...sendChanges)
      .may(['secretsmanager:GetSecretValue'], this.secrets('webhook'));
    this.syncRecords = this.make(
      'sync-records',
      Duration.seconds(30),
      [...stores, ...calling, 'changesQueueUrl', 'jobsQueueUrl'],
      1024,
    )
      .may(['sqs:ChangeMessageVisibility', 'sqs:SendMessage'], changes.queue.queueArn)
      .may(secretsToRenew, this.secrets('credentials'));
    this.publishChanges = this.make('publish-changes', Duration.seconds(30), [
      ...stores,
      'allowLoopback',
      'changesQueueUrl',
    ]).may(...sendChanges);
    this.runJobs = this.make(
      'run-jobs',
      Duration.minutes(2),
      [...stores, ...calling, ...telling, 'changesQueueUrl', 'jobsQueueUrl'],
      1024,
    )
      .may(...sendChanges)
      .may(['sqs:SendMessage'], jobs.queue.queueArn)
      .may(secretsToRenew, this.secrets('credentials'), this.secrets('webhook'));
    this.adminApi = this.make('admin-api', Duration.seconds(29), adminSettings, 1024)
      .may(...sendChanges)
      .may(['sqs:SendMessage'], jobs.queue.queueArn);
    this.adminApi.may(secretsToWrite, this.secrets('credentials'), this.secrets('webhook'));
    this.maySchedule(this.adminApi);
    this.adminApi.may(secretsToWrite, this.secret(secretIds(stage).slack));
    this.runJobs.may(['secretsmanager:GetSecretValue'], this.secret(secretIds(stage).slack));
    this.finishConnection = this.make('finish-connection', Duration.seconds(29), [
      ...stores,
      ...calling,
      'jobsQueueUrl',
      'publicBaseUrl',
    ])
      .may(['sqs:SendMessage'], jobs.queue.queueArn)
      .may(secretsToWrite, this.secrets('credentials'));
    this.recordsApi = this.make('records-api', Duration.seconds(15), ['recordsTable']);
    this.parkFailures = this.make('park-failures', Duration.seconds(30), stores);
    this.retryParked = this.make('retry-parked', Duration.minutes(2), [...stores, 'changesQueueUrl']).may(
      ...sendChanges,
    );
    this.watchHealth = this.make('watch-health', Duration.minutes(4), [
      ...stores,
      ...telling,
      ...scheduling,
      'allowLoopback',
      'jobsQueueUrl',
    ]).may(['sqs:SendMessage'], jobs.queue.queueArn);
    this.maySchedule(this.watchHealth);
    this.watchHealth.may(['secretsmanager:GetSecretValue'], this.secret(secretIds(stage).slack));
    // Listing has no narrower resource: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridgescheduler.html
    this.watchHealth.may(['scheduler:ListSchedules'], '*').may(['scheduler:GetSchedule'], this.schedulesArn);
    this.noteReceipts = this.make('note-receipts', Duration.seconds(30), tables);
    this.checkLedger = this.make(
      'check-ledger',
      Duration.minutes(5),
      [...stores, ...telling, 'allowLoopback', 'changesQueueUrl', 'deadLettersUrl'],
      1024,
    )
      .may(['sqs:GetQueueAttributes'], changes.queue.queueArn, changes.deadLetters.queueArn)
      .may(...sendChanges)
      .may(['secretsmanager:GetSecretValue'], this.secret(secretIds(stage).slack));
    this.cleanUp = this.make('clean-up', Duration.minutes(5), stores);
    this.cron = this.make('cron', Duration.seconds(29), [
      ...stores,
      'changesQueueUrl',
      'jobsQueueUrl',
      'cronSecretId',
      'timeZone',
    ])
      .may(...sendChanges)
      .may(['sqs:SendMessage'], jobs.queue.queueArn)
      .may(['secretsmanager:GetSecretValue'], this.secret(secretIds(stage).cron));
    const tellers = [this.runJobs, this.watchHealth, this.checkLedger, this.adminApi];
    for (const each of tellers) this.mayTell(each);
    new Receipts(this, 'Receipts', {
      doors: [
        ...[this.receiveWebhook, this.syncRecords, this.publishChanges, this.runJobs, this.adminApi],
        ...[this.retryParked, this.cron, this.checkLedger],
      ],
      keeper: this.noteReceipts,
    });
  }

  get all(): readonly ServiceFunction[] {
    return this.node.children.filter((child) => child instanceof ServiceFunction);
  }

  private make(
    name: FunctionName,
    timeout: Duration,
    reads: readonly Setting[],
    memory?: number,
  ): ServiceFunction {
    const { stage, local } = this.#props;
    const known = functionSettings(this.#props);
    const settings = Object.fromEntries(reads.map((setting) => [setting, known[setting]]));
    const made = new ServiceFunction(this, name, {
      stage,
      local,
      name,
      timeout,
      settings,
      companions: translating.includes(name) ? expressionChild : {},
      ...(memory === undefined ? {} : { memory }),
    });
    for (const table of ['records', 'sync', 'activity'] as const)
      made.mayUse(this.#props.storage[table], tableUse[name][table] ?? {});
    return made;
  }

  private secrets(part: 'credentials' | 'webhook'): string {
    return this.secret(`${secretIds(this.#props.stage).prefix}*/${part}`);
  }

  private secret(name: string): string {
    return secretArn(this, name);
  }

  /** Sends mail as the stage's sender; a stage without one sends none. */
  private mayTell(teller: ServiceFunction): void {
    const { alertSender } = this.#props.stage;
    if (alertSender === undefined) return;
    const identities = [alertSender, alertSender.split('@').at(-1)].map((name) =>
      Stack.of(this).formatArn({ service: 'ses', resource: 'identity', resourceName: `${name}` }),
    );
    teller.may(['ses:SendEmail'], ...identities);
  }

  private get schedulesArn(): string {
    const resourceName = `${this.#props.schedules.groupName}/*`;
    return Stack.of(this).formatArn({ service: 'scheduler', resource: 'schedule', resourceName });
  }

  /** Makes, changes and removes the schedules of integrations, and hands their role on. */
  private maySchedule(scheduler: ServiceFunction): void {
    const { schedules } = this.#props;
    scheduler
      .may(
        ['CreateSchedule', 'UpdateSchedule', 'DeleteSchedule'].map((action) => `scheduler:${action}`),
        this.schedulesArn,
      )
      .may(['iam:PassRole'], schedules.role.roleArn);
  }
}
