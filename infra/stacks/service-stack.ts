import { Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { limits } from '../../shared/config/limits.ts';
import { addBudget } from '../constructs/budget.ts';
import { IntegrationsApi } from '../constructs/http-api.ts';
import { OperatorsAlarms } from '../constructs/operators-alarms.ts';
import { OperatorsDashboard } from '../constructs/operators-dashboard.ts';
import { QueueWorker } from '../constructs/queue-worker.ts';
import { Rollouts } from '../constructs/rollouts.ts';
import { Schedules } from '../constructs/schedules.ts';
import { ServiceFunctions } from '../constructs/service-functions.ts';
import { SignIn } from '../constructs/sign-in.ts';
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
  readonly signIn: SignIn;

  constructor(scope: Construct, id: string, { stage, storage, local, ...props }: ServiceStackProps) {
    super(scope, id, props);
    const topic = this.topic('Alarms', `britepool-${stage.name}-alarms`);
    const changes = new QueueWorker(this, 'Changes', {
      name: `britepool-${stage.name}-changes`,
      visibility: Duration.seconds(limits.changesVisibilitySeconds),
      maxReceiveCount: limits.maxReceiveCount,
      lateAfterSeconds: limits.lateAfterSeconds.changes,
      topic,
      impact: 'Edits stop reaching the other system.',
      runbook: 'changes',
    });
    const jobs = new QueueWorker(this, 'Jobs', {
      name: `britepool-${stage.name}-jobs`,
      visibility: Duration.seconds(limits.jobsVisibilitySeconds),
      maxReceiveCount: limits.maxReceiveCount,
      lateAfterSeconds: limits.lateAfterSeconds.jobs,
      topic,
      impact: 'Scheduled runs do not finish.',
      runbook: 'jobs',
    });
    addBudget(this, stage);
    this.signIn = new SignIn(this, 'SignIn', stage);
    this.api = new IntegrationsApi(this, 'Api', stage, this.signIn);
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
    const unpublished = this.publishFrom(storage, functions);
    schedules.every('WatchHealth', 'rate(5 minutes)', functions.watchHealth);
    schedules.every('RetryParked', 'rate(15 minutes)', functions.retryParked);
    schedules.every('CheckLedger', 'rate(1 hour)', functions.checkLedger);
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
    const pages = this.topic('Pages', `britepool-${stage.name}-pages`);
    const system = { stage, changes, jobs, functions, schedules, unpublished, api: this.api };
    const watched = { ...system, quiet: topic, pages };
    const { all } = new OperatorsAlarms(this, 'Operators', watched);
    const { alarms: brakes } = new Rollouts(this, 'Rollouts', { stage, functions, topic });
    const others = [changes, jobs].flatMap(({ ageAlarm, deadLetterAlarm }) => [ageAlarm, deadLetterAlarm]);
    new OperatorsDashboard(this, 'Dashboard', watched, [
      ...all,
      ...[...others, ...brakes].map(({ alarm }) => alarm),
    ]);
  }

  private topic(id: string, topicName: string): Topic {
    return new Topic(this, id, { topicName, enforceSSL: true });
  }

  /** Answers the queue of edits that could not be passed on. */
  private publishFrom(storage: StorageStack, functions: ServiceFunctions): Queue {
    const lost = new Queue(this, 'UnpublishedEdits', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    functions.publishChanges.live.addEventSource(
      new DynamoEventSource(storage.records, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: 100,
        reportBatchItemFailures: true,
        bisectBatchOnError: true,
        retryAttempts: 50,
        onFailure: new SqsDlq(lost),
      }),
    );
    return lost;
  }
}
