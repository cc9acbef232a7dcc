import { Duration, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { FunctionName } from '../../shared/config/names.ts';
import { expressionChild } from './bundling.ts';
import {
  adminSettings,
  calling,
  read,
  remove,
  renewing,
  type Setting,
  scheduling,
  secretsToWrite,
  stores,
  tables,
  telling,
  translating,
  write,
} from './function-needs.ts';
import { type FunctionSettings, functionSettings, secretArn, secretIds } from './function-settings.ts';
import { Receipts } from './receipts.ts';
import { ServiceFunction } from './service-function.ts';

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
    const { stage, storage, changes, jobs } = props;
    const { records, sync, activity } = storage;
    const sendChanges = [['sqs:SendMessage'], changes.queue.queueArn] as const;
    const everything = [...read, ...write, ...remove];

    this.receiveWebhook = this.make(
      'receive-webhook',
      Duration.seconds(10),
      [...tables, 'changesQueueUrl', 'publicBaseUrl', 'secretPrefix'],
      512,
    )
      .may(['dynamodb:GetItem'], sync.tableArn)
      .may(...sendChanges)
      .may(['secretsmanager:GetSecretValue'], this.secrets('webhook'));
    this.syncRecords = this.make(
      'sync-records',
      Duration.seconds(30),
      [...stores, ...calling, ...telling, 'changesQueueUrl', 'jobsQueueUrl'],
      1024,
    )
      .mayOn([...read, ...write], records, sync)
      .mayOn(read, activity)
      .mayAppend(['LOGS'], activity.tableArn)
      .may(remove, records.tableArn, sync.tableArn)
      .may(['sqs:ChangeMessageVisibility', 'sqs:SendMessage'], changes.queue.queueArn)
      .may(['sqs:SendMessage'], jobs.queue.queueArn)
      .may(renewing.secrets, this.secrets('credentials'))
      .may(renewing.lease, sync.tableArn);
    this.publishChanges = this.make('publish-changes', Duration.seconds(30), [
      ...stores,
      'allowLoopback',
      'changesQueueUrl',
    ])
      .mayOn(read, sync)
      .may(...sendChanges);
    this.runJobs = this.make(
      'run-jobs',
      Duration.minutes(2),
      [...stores, ...calling, ...telling, 'changesQueueUrl', 'jobsQueueUrl'],
      1024,
    )
      .mayOn([...read, ...write], records, sync)
      .mayOn(read, activity)
      .mayAppend(['LOGS', 'AUDIT'], activity.tableArn)
      .may(remove, records.tableArn, sync.tableArn)
      .may(...sendChanges)
      .may(['sqs:SendMessage'], jobs.queue.queueArn)
      .may(renewing.secrets, this.secrets('credentials'), this.secrets('webhook'))
      .may(renewing.lease, sync.tableArn);
    this.adminApi = this.make('admin-api', Duration.seconds(29), adminSettings, 1024)
      .mayOn(everything, sync)
      .mayOn(read, activity)
      .mayAppend(['LOGS', 'AUDIT'], activity.tableArn)
      .may(['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:PutItem'], records.tableArn)
      .may(...sendChanges)
      .may(['sqs:SendMessage'], jobs.queue.queueArn);
    this.adminApi.may(renewing.lease, sync.tableArn);
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
      .mayOn([...read, 'dynamodb:PutItem', ...remove], sync)
      .may(renewing.lease, sync.tableArn)
      .mayAppend(['AUDIT'], activity.tableArn)
      .may(['sqs:SendMessage'], jobs.queue.queueArn)
      .may(secretsToWrite, this.secrets('credentials'));
    this.recordsApi = this.make('records-api', Duration.seconds(15), ['recordsTable']).mayOn(
      [...read, 'dynamodb:PutItem', ...remove],
      records,
    );
    this.parkFailures = this.make('park-failures', Duration.seconds(30), stores)
      .may([...read, ...write], sync.tableArn)
      .may(read, activity.tableArn)
      .mayAppend(['LOGS'], activity.tableArn);
    this.retryParked = this.make('retry-parked', Duration.minutes(2), [...stores, 'changesQueueUrl'])
      .mayOn([...read, 'dynamodb:PutItem', ...remove], sync)
      .may(...sendChanges);
    this.watchHealth = this.make('watch-health', Duration.minutes(4), [
      ...stores,
      ...telling,
      ...scheduling,
      'allowLoopback',
      'jobsQueueUrl',
    ])
      .mayOn([...read, ...write, ...remove], sync)
      .may(['dynamodb:Query'], activity.tableArn)
      .may(['sqs:SendMessage'], jobs.queue.queueArn);
    this.maySchedule(this.watchHealth);
    this.watchHealth.may(['secretsmanager:GetSecretValue'], this.secret(secretIds(stage).slack));
    // Listing has no narrower resource: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridgescheduler.html
    this.watchHealth.may(['scheduler:ListSchedules'], '*').may(['scheduler:GetSchedule'], this.schedulesArn);
    this.noteReceipts = this.make('note-receipts', Duration.seconds(30), tables).mayAppend(
      ['RECEIPTS'],
      activity.tableArn,
    );
    this.checkLedger = this.make(
      'check-ledger',
      Duration.minutes(5),
      [...stores, ...telling, 'allowLoopback', 'changesQueueUrl', 'deadLettersUrl'],
      1024,
    )
      .mayOn([...read, ...write, ...remove], sync)
      .may(['dynamodb:Query'], activity.tableArn)
      .may(['sqs:GetQueueAttributes'], changes.queue.queueArn, changes.deadLetters.queueArn)
      .may(...sendChanges)
      .may(['secretsmanager:GetSecretValue'], this.secret(secretIds(stage).slack));
    this.cleanUp = this.make('clean-up', Duration.minutes(5), stores)
      .mayOn(read, sync)
      .may(['dynamodb:Query'], activity.tableArn);
    this.cron = this.make('cron', Duration.seconds(29), [
      ...stores,
      'changesQueueUrl',
      'jobsQueueUrl',
      'cronSecretId',
      'timeZone',
    ])
      .mayOn([...read, 'dynamodb:PutItem', ...remove], sync)
      .may(['dynamodb:Query'], activity.tableArn)
      .may(...sendChanges)
      .may(['sqs:SendMessage'], jobs.queue.queueArn)
      .may(['secretsmanager:GetSecretValue'], this.secret(secretIds(stage).cron));
    const tellers = [this.syncRecords, this.runJobs, this.watchHealth, this.checkLedger, this.adminApi];
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
    return new ServiceFunction(this, name, {
      stage,
      local,
      name,
      timeout,
      settings,
      companions: translating.includes(name) ? expressionChild : {},
      ...(memory === undefined ? {} : { memory }),
    });
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
