import { describe, expect, it } from 'vitest';
import { functionNames } from '../../shared/config/names.ts';
import { allowances } from './policies.ts';
import { ofType, synthesize } from './system.ts';

const resources = synthesize();
/** What every function may: trace, and write its own log. */
const everyone = /^(xray:Put(TelemetryRecords|TraceSegments) \*|logs:(CreateLogStream|PutLogEvents) )/;
const of = (name: string) =>
  allowances(resources, `Functions${name.replaceAll('-', '')}Role`).filter((each) => !everyone.test(each));
const webhookSecrets = 'secret:britepool/production/integrations/*/webhook-??????';
const credentials = 'secret:britepool/production/integrations/*/credentials-??????';

describe('a function may do what it does and nothing else:', () => {
  it('receive-webhook looks up the integration, reads hook secrets and sends to changes.fifo', () => {
    expect(of('receive-webhook')).toEqual([
      'dynamodb:GetItem table/sync',
      `secretsmanager:GetSecretValue ${webhookSecrets}`,
      'sqs:SendMessage changes.fifo',
    ]);
  });

  it('records-api works on records and reaches neither queues nor secrets', () => {
    expect(new Set(of('records-api').map((each) => each.split(' ')[1]))).toEqual(
      new Set(['table/records', 'table/records/index/gsi1']),
    );
  });

  it('watch-health works on sync, reads the log to count it, and reaches no record', () => {
    const reached = of('watch-health').filter((each) => each.startsWith('dynamodb:'));
    expect(reached.filter((each) => each.includes('table/records'))).toEqual([]);
    expect(reached.filter((each) => each.includes('table/activity'))).toEqual([
      'dynamodb:Query table/activity',
    ]);
  });

  it('cron reads its own secret and no other, and does no more than ask, send back and count', () => {
    expect(of('cron').filter((each) => each.startsWith('secretsmanager:'))).toEqual([
      'secretsmanager:GetSecretValue secret:britepool/production/cron-secret-??????',
    ]);
    expect(of('cron').filter((each) => /table\/(records|activity)/.test(each))).toEqual([
      'dynamodb:Query table/activity',
    ]);
  });

  it('clean-up changes nothing', () => {
    expect(of('clean-up').filter((each) => /Put|Delete|Write|Update/.test(each))).toEqual([]);
  });

  it('nobody changes or deletes an entry of the log or of the audit trail: they are put, and go by their time', () => {
    const acts = functionNames.flatMap((name) => of(name).filter((each) => each.includes('table/activity')));
    const kinds = new Set(acts.map((each) => each.split(' ')[0]));
    expect(kinds).toContain('dynamodb:PutItem');
    expect([...kinds].filter((each) => /Update|Delete|PartiQL|:\*/.test(each ?? ''))).toEqual([]);
  });

  it('note-receipts adds receipts and does nothing else', () => {
    expect(of('note-receipts')).toEqual(['dynamodb:BatchWriteItem table/activity [RECEIPTS#*]']);
  });

  it('check-ledger reads the log and counts what the queues hold; it writes no entry and reaches no record', () => {
    expect(of('check-ledger').filter((each) => /table\/(records|activity)/.test(each))).toEqual([
      'dynamodb:Query table/activity',
    ]);
    expect(of('check-ledger').filter((each) => each.startsWith('sqs:'))).toEqual([
      'sqs:GetQueueAttributes changes-dlq.fifo',
      'sqs:GetQueueAttributes changes.fifo',
      'sqs:SendMessage changes.fifo',
    ]);
  });

  it('batches, in which one could delete, reach the log and the receipts alone; the audit trail is put to, entry by entry', () => {
    const writes = functionNames.flatMap((name) =>
      of(name).filter((each) => /(Put|BatchWrite)Item table\/activity/.test(each)),
    );
    expect(new Set(writes)).toEqual(
      new Set([
        'dynamodb:BatchWriteItem table/activity [LOGS#*]',
        'dynamodb:BatchWriteItem table/activity [RECEIPTS#*]',
        'dynamodb:PutItem table/activity [AUDIT#*]',
        'dynamodb:PutItem table/activity [LOGS#* AUDIT#*]',
        'dynamodb:PutItem table/activity [LOGS#*]',
      ]),
    );
  });

  it('admin-api reads records by key and by what makes two records one, and writes what a person decided; it lists and deletes none', () => {
    expect(of('admin-api').filter((each) => each.includes('table/records'))).toEqual([
      'dynamodb:BatchGetItem table/records',
      'dynamodb:GetItem table/records',
      'dynamodb:PutItem table/records',
      'dynamodb:Query table/records/index/gsi2',
    ]);
  });

  const having = (pattern: RegExp) =>
    functionNames.filter((name) => of(name).some((each) => pattern.test(each)));

  it('admin-api writes schedules, watch-health mends them; only admin-api and the guardian of the hooks write their secrets', () => {
    expect(having(/^(scheduler:|iam:)/)).toEqual(['admin-api', 'watch-health']);
    expect(having(/^secretsmanager:(?!Get).*webhook/)).toEqual(['run-jobs', 'admin-api']);
  });

  it('sign-ins are stored by whoever renews or finishes them, and made and removed by whoever connects', () => {
    expect(having(/^secretsmanager:PutSecretValue .*credentials/)).toEqual([
      'sync-records',
      'run-jobs',
      'admin-api',
      'finish-connection',
    ]);
    expect(having(/^secretsmanager:(Create|Delete)Secret .*credentials/)).toEqual([
      'admin-api',
      'finish-connection',
    ]);
  });

  it('whoever renews or replaces a sign-in may take the lease for it', () => {
    expect(having(/^dynamodb:UpdateItem table\/sync$/)).toEqual([
      'sync-records',
      'run-jobs',
      'admin-api',
      'finish-connection',
    ]);
  });

  it('finish-connection ends a sign-in, wakes what waited and starts a run; it reaches no record and no hook secret', () => {
    expect(of('finish-connection')).toEqual([
      'dynamodb:BatchGetItem table/sync',
      'dynamodb:DeleteItem table/sync',
      'dynamodb:GetItem table/sync',
      'dynamodb:PutItem table/activity [AUDIT#*]',
      'dynamodb:PutItem table/sync',
      'dynamodb:Query table/sync/index/gsi2',
      'dynamodb:UpdateItem table/sync',
      `secretsmanager:CreateSecret ${credentials}`,
      `secretsmanager:DeleteSecret ${credentials}`,
      `secretsmanager:GetSecretValue ${credentials}`,
      `secretsmanager:PutSecretValue ${credentials}`,
      'sqs:SendMessage jobs.fifo',
    ]);
  });

  it('both pass on the schedules’ role and no other', () => {
    for (const name of ['admin-api', 'watch-health']) {
      const passed = of(name).filter((each) => each.startsWith('iam:'));
      expect(passed).toEqual(['iam:PassRole role/SchedulesRole523D57EE']);
    }
  });

  it('only whoever raises or ends alerts sends mail, in the name of the stage’s sender; without one nobody does', () => {
    const mailing = synthesize({ alertSender: 'alerts@example.org', alertEmails: ['ada@example.org'] });
    const senders = functionNames.filter((name) =>
      allowances(mailing, `Functions${name.replaceAll('-', '')}Role`).some((each) => each.startsWith('ses:')),
    );
    expect(senders).toEqual(['run-jobs', 'admin-api', 'watch-health', 'check-ledger']);
    expect(allowances(mailing, '').filter((each) => each.startsWith('ses:'))).toEqual([
      'ses:SendEmail identity/alerts@example.org',
      'ses:SendEmail identity/example.org',
    ]);
    expect(allowances(resources, '').filter((each) => each.startsWith('ses:'))).toEqual([]);
  });

  it('the address of the Slack channel is written by admin-api, and read by those who send messages', () => {
    const slack = 'secret:britepool/production/slack-channel-??????';
    const mayWith = (action: string) =>
      functionNames.filter((name) => of(name).includes(`secretsmanager:${action} ${slack}`));
    expect(mayWith('GetSecretValue')).toEqual(['run-jobs', 'admin-api', 'watch-health', 'check-ledger']);
    for (const action of ['CreateSecret', 'PutSecretValue', 'DeleteSecret'])
      expect(mayWith(action)).toEqual(['admin-api']);
  });

  it('the workers read credentials; of them only the guardian of the hooks reads hook secrets', () => {
    const readers = (secret: string) =>
      functionNames.filter((name) => of(name).includes(`secretsmanager:GetSecretValue ${secret}`));
    expect(readers(credentials)).toEqual(['sync-records', 'run-jobs', 'admin-api', 'finish-connection']);
    expect(readers(webhookSecrets)).toEqual(['receive-webhook', 'run-jobs', 'admin-api']);
  });

  it('changes.fifo is fed by whoever learns of a change, and by an admin who decides one', () => {
    const feeders = functionNames.filter((name) => of(name).includes('sqs:SendMessage changes.fifo'));
    expect(feeders).toEqual([
      'receive-webhook',
      'sync-records',
      'publish-changes',
      'run-jobs',
      'admin-api',
      'retry-parked',
      'check-ledger',
      'cron',
    ]);
  });

  it('jobs.fifo is fed by whoever starts a run or goes on with one, and by the Scheduler', () => {
    const feeders = functionNames.filter((name) => of(name).includes('sqs:SendMessage jobs.fifo'));
    expect(feeders).toEqual(['run-jobs', 'admin-api', 'finish-connection', 'watch-health', 'cron']);
    expect(allowances(resources, 'SchedulesRole')).toEqual([
      'lambda:InvokeFunction function:check-ledger:live',
      'lambda:InvokeFunction function:clean-up:live',
      'lambda:InvokeFunction function:retry-parked:live',
      'lambda:InvokeFunction function:watch-health:live',
      'sqs:SendMessage BritePool-production-Service-SchedulesDeadLettersE738B711',
      'sqs:SendMessage jobs.fifo',
    ]);
  });
});

describe('no permission', () => {
  const everything = allowances(resources, '');

  it('names every action of a service, or every resource where a narrower one exists', () => {
    expect(everything.length).toBeGreaterThan(50);
    expect(everything.filter((each) => /:\*|^\*/.test(each.split(' ')[0] ?? ''))).toEqual([]);
    expect(everything.filter((each) => each.endsWith(' *'))).toEqual([
      'scheduler:ListSchedules *',
      'xray:PutTelemetryRecords *',
      'xray:PutTraceSegments *',
    ]);
  });

  it('reads a whole table: nothing may Scan', () => {
    expect(everything.filter((each) => each.includes('Scan'))).toEqual([]);
  });

  it('comes from a managed policy, except writing one’s own log lines', () => {
    const managed = ofType(resources, 'AWS::IAM::Role').flatMap(
      ({ properties }) => properties.ManagedPolicyArns ?? [],
    );
    expect(new Set(managed)).toEqual(
      new Set(['arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole']),
    );
  });
});
