import { Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { limits } from '../../shared/config/limits.ts';
import { Alarm } from '../constructs/alarm.ts';
import { IntegrationsApi } from '../constructs/http-api.ts';
import { QueueWorker } from '../constructs/queue-worker.ts';
import { Schedules } from '../constructs/schedules.ts';
import { ServiceFunctions } from '../constructs/service-functions.ts';
import type { Stage } from '../stage.ts';
import type { StorageStack } from './storage-stack.ts';

export interface ServiceStackProps extends StackProps {
  readonly stage: Stage;
  readonly storage: StorageStack;
  readonly local: boolean;
}

/** What works: the API, the two queues with their workers, the stream, the schedules. */
export class ServiceStack extends Stack {
  readonly api: IntegrationsApi;

  constructor(scope: Construct, id: string, { stage, storage, local, ...props }: ServiceStackProps) {
    super(scope, id, props);
    const topic = new Topic(this, 'Alarms', {
      topicName: `britepool-${stage.name}-alarms`,
      enforceSSL: true,
    });
    const changes = new QueueWorker(this, 'Changes', {
      name: `britepool-${stage.name}-changes`,
      visibility: Duration.seconds(limits.changesVisibilitySeconds),
      maxReceiveCount: limits.maxReceiveCount,
      topic,
      impact: 'Edits stop reaching the other system.',
      runbook: 'changes',
    });
    const jobs = new QueueWorker(this, 'Jobs', {
      name: `britepool-${stage.name}-jobs`,
      visibility: Duration.seconds(limits.jobsVisibilitySeconds),
      maxReceiveCount: limits.maxReceiveCount,
      topic,
      impact: 'Scheduled runs do not finish.',
      runbook: 'jobs',
    });
    this.api = new IntegrationsApi(this, 'Api', stage);
    const schedules = new Schedules(this, 'Schedules', { stage, jobs: jobs.queue });
    const functions = new ServiceFunctions(this, 'Functions', {
      stage,
      local,
      storage,
      changes,
      jobs,
      schedules,
      api: this.api,
    });

    changes.feed(functions.syncRecords, { batchSize: 10, maxConcurrency: stage.syncConcurrency });
    jobs.feed(functions.runJobs, { batchSize: 1, maxConcurrency: stage.jobsConcurrency });
    changes.drainDeadLetters(functions.parkFailures);
    this.publishFrom(storage, functions, topic);
    schedules.every('WatchHealth', 'rate(5 minutes)', functions.watchHealth);
    schedules.every('RetryParked', 'rate(15 minutes)', functions.retryParked);
    schedules.every('CleanUp', 'cron(0 3 ? * SUN *)', functions.cleanUp);

    this.api.open('/api/webhooks/integrations/{id}/receive', [HttpMethod.ANY], functions.receiveWebhook);
    this.api.open('/api/oauth/callback', [HttpMethod.GET], functions.finishConnection);
    this.api.open('/api/cron/{proxy+}', [HttpMethod.POST], functions.cron);
    new Secret(this, 'CronSecret', {
      secretName: `britepool/${stage.name}/cron-secret`,
      description: 'What schedulers outside AWS send to /api/cron',
      generateSecretString: { passwordLength: 48, excludePunctuation: true },
      removalPolicy: stage.retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    this.api.open('/api/openapi.json', [HttpMethod.GET], functions.adminApi);
    this.api.signedIn('/api/admin/{proxy+}', functions.adminApi);
    this.api.signedIn('/api/records/{proxy+}', functions.recordsApi);
    functions.alarmOnErrors(topic);
  }

  private publishFrom(storage: StorageStack, functions: ServiceFunctions, topic: Topic): void {
    const lost = new Queue(this, 'UnpublishedEdits', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    functions.publishChanges.lambda.addEventSource(
      new DynamoEventSource(storage.records, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: 100,
        reportBatchItemFailures: true,
        bisectBatchOnError: true,
        retryAttempts: 50,
        onFailure: new SqsDlq(lost),
      }),
    );
    new Alarm(this, 'UnpublishedEditsAlarm', {
      metric: lost.metricApproximateNumberOfMessagesVisible({
        period: Duration.minutes(5),
        statistic: 'max',
      }),
      threshold: 1,
      impact: 'Edits made in BritePool were not passed on.',
      runbook: 'unpublished-edits',
      topic,
    });
    new Alarm(this, 'StreamAgeAlarm', {
      metric: functions.publishChanges.lambda.metric('IteratorAge', {
        period: Duration.minutes(1),
        statistic: 'max',
      }),
      threshold: 60_000,
      periods: 3,
      impact: 'Edits made in BritePool are passed on late.',
      runbook: 'stream-late',
      topic,
    });
  }
}
