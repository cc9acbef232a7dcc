import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Role } from '../../shared/config/names.ts';
import { ensureSite } from '../site/build-site.ts';
import { loadStage } from '../stage.ts';
import { deployFunctions } from './deploy-functions.ts';
import { supervisedDynoxide } from './dynamodb/dynoxide.ts';
import { Housekeeping } from './dynamodb/housekeeping.ts';
import { deployTable, tableProperties } from './dynamodb/tables.ts';
import { startEventSources } from './event-sources/start.ts';
import { apiOf, frontDoor, siteOf } from './front-door.ts';
import { logLevelHere } from './log-level.ts';
import { LogSubscriptions } from './logs/subscriptions.ts';
import { mintToken, startIssuer } from './oidc/issuer.ts';
import { dashboardClientId, demoUsers } from './oidc/users.ts';
import { Outbox } from './outbox/outbox.ts';
import { slackPath, takeSlackMessage } from './outbox/slack.ts';
import { choosePorts } from './ports.ts';
import { defineSchedules } from './scheduler/define-schedules.ts';
import { Scheduler, type Target } from './scheduler/scheduler.ts';
import { defineSecrets } from './secrets-manager/define-secrets.ts';
import { SecretsManager } from './secrets-manager/secrets-manager.ts';
import { defineQueues } from './sqs/define-queues.ts';
import { Sqs } from './sqs/sqs.ts';
import { synthesize } from './synthesize.ts';
import { inventory } from './template/inventory.ts';
import { namingFor } from './template/naming.ts';
import { Resolver } from './template/resolver.ts';
import { CallRecorder } from './wire/call-recorder.ts';
import { DynamoProxy } from './wire/dynamo-proxy.ts';
import { type FaultPlan, Faults } from './wire/faults.ts';
import { gateway } from './wire/gateway.ts';
import { Permissions } from './wire/permissions.ts';

export interface LocalOptions {
  readonly dataDir: string;
  readonly port?: number;
  /** Counts AWS calls and lets faults strike; costs one hop per DynamoDB call. */
  readonly record?: boolean;
  /** Bad luck from the start; DynamoDB calls then take the recording hop. */
  readonly faults?: FaultPlan;
  /** Bundles again when a source changes. */
  readonly hot?: boolean;
  /** Factor on retry delays, 0–1. */
  readonly retryTimeScale?: number;
  readonly report?: (message: string) => void;
}

const housekeepingMs = 2000;

/** Inside node_modules, so that bundles find the packages that they leave out; one folder per instance. */
const bundleFolder = (dataDir: string): string =>
  join(
    process.cwd(),
    'node_modules',
    '.cache',
    'britepool',
    createHash('sha256').update(dataDir).digest('hex').slice(0, 16),
  );

/** The synthesized stacks, running. */
export type LocalStack = Awaited<ReturnType<typeof startLocal>>;

/** Synthesizes the app and runs exactly that on this machine; everything it keeps lies in `dataDir`. */
export async function startLocal(options: LocalOptions) {
  const dataDir = resolve(options.dataDir);
  const stopping = new AbortController();
  const tell = options.report ?? ((message: string) => process.stderr.write(`${message}\n`));
  // What breaks off because it is being stopped is no news.
  const report = (message: string) => {
    if (!stopping.signal.aborted) tell(message);
  };
  mkdirSync(dataDir, { recursive: true });
  const ports = await choosePorts(dataDir, options.port);
  const origin = `http://127.0.0.1:${ports.site}`;
  const issuer = `http://127.0.0.1:${ports.issuer}`;
  const awsUrl = `http://127.0.0.1:${ports.aws}`;
  const stage = loadStage('dev', {
    ...{ issuer, publicBaseUrl: origin, allowLoopback: true, dashboardClientId },
    ...{ alertEmails: ['stewards@britepool.example'], alertSender: 'alerts@britepool.example' },
    logLevel: logLevelHere(),
  });
  const [stacks, engine, identity] = await Promise.all([
    synthesize(stage, dataDir),
    supervisedDynoxide(join(dataDir, 'dynamodb.db'), report),
    startIssuer({ dataDir, issuer, port: ports.issuer, dashboardOrigin: origin }),
  ]);
  const resources = inventory(stacks, new Resolver(stacks, namingFor({ aws: awsUrl, api: origin })));
  const ofType = (type: string) => resources.filter((resource) => resource.type === type);

  const db = new DatabaseSync(join(dataDir, 'aws.db'));
  db.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=5000');
  const recorder = new CallRecorder();
  const faults = new Faults();
  if (options.faults !== undefined) faults.plan = options.faults;
  const sqs = new Sqs(db);
  const outbox = new Outbox(db);
  const secrets = new SecretsManager(db, 'arn:aws:secretsmanager:local:000000000000:secret:');
  defineSecrets(secrets, ofType('AWS::SecretsManager::Secret'));
  const scheduler = new Scheduler(db, fire);
  const permissions = new Permissions(resources);
  const aws = gateway({
    sqs,
    secrets,
    scheduler,
    outbox,
    dynamo: new DynamoProxy(() => engine.url, recorder, faults),
    recorder,
    faults,
    permissions,
    report,
  });
  await listen(aws, ports.aws);

  const client = new DynamoDBClient({
    endpoint: engine.url,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const tables = ofType('AWS::DynamoDB::GlobalTable').map(({ properties }) =>
    tableProperties.parse(properties),
  );
  const streams = new Map<string, string>();
  for (const table of tables) {
    const arn = await deployTable(client, table);
    if (arn !== undefined) streams.set(table.TableName, arn);
  }
  defineQueues(sqs, ofType('AWS::SQS::Queue'));
  sqs.releaseAbandoned();
  let logs: LogSubscriptions | undefined;
  const functions = await deployFunctions({
    resources: ofType('AWS::Lambda::Function'),
    aliases: ofType('AWS::Lambda::Alias'),
    outdir: bundleFolder(dataDir),
    hot: options.hot ?? false,
    report,
    onLine: (group, line) => logs?.take(group, line),
    environment: {
      AWS_ENDPOINT_URL: awsUrl,
      AWS_ENDPOINT_URL_DYNAMODB:
        options.record === true || options.faults !== undefined ? awsUrl : engine.url,
      RETRY_TIME_SCALE: String(options.retryTimeScale ?? 1),
    },
  });
  logs = new LogSubscriptions({
    ...{ db, report, functions: functions.called },
    resources: ofType('AWS::Logs::SubscriptionFilter'),
  });
  defineSchedules(scheduler, ofType('AWS::Scheduler::ScheduleGroup'), ofType('AWS::Scheduler::Schedule'));

  async function fire(target: Target, input: string): Promise<void> {
    const name = target.Arn.split(':').at(-1) ?? '';
    const fn = functions.called.get(target.Arn);
    if (fn !== undefined) await fn.invoke(JSON.parse(input));
    else
      sqs.send(name, [
        {
          MessageBody: input,
          MessageGroupId: target.SqsParameters?.MessageGroupId ?? name,
          MessageDeduplicationId: `${input}`,
        },
      ]);
  }

  const api = apiOf(resources, functions.called, identity.verify, report);
  const site = siteOf(resources, ensureSite, {
    issuer,
    clientId: dashboardClientId,
    apiBaseUrl: '',
  });
  const front = createServer(frontDoor(origin, api, (response, path) => site.serve(response, path)));
  const outboxPage = createServer((request, response) => {
    if (request.method === 'POST' && request.url === slackPath)
      return void takeSlackMessage(outbox, request, response);
    const json = request.url === '/messages.json';
    response.writeHead(200, { 'content-type': json ? 'application/json' : 'text/html; charset=utf-8' });
    response.end(json ? JSON.stringify(outbox.all()) : outbox.page());
  });
  await Promise.all([listen(front, ports.site), listen(outboxPage, ports.outbox)]);
  const housekeeping = new Housekeeping(engine.file, client, tables);
  const pollers = startEventSources({
    resources: ofType('AWS::Lambda::EventSourceMapping'),
    ...{ sqs, db, streams, faults, report },
    engineUrl: () => engine.url,
    functions: functions.called,
    onRead: (table, sequence) => housekeeping.trimStream(table, sequence),
    signal: stopping.signal,
  });
  scheduler.start();
  const chores = setInterval(() => {
    sqs.sweep();
    housekeeping.expire(Date.now()).catch((error: unknown) => report(`ttl: ${String(error)}`));
  }, housekeepingMs);

  return {
    dashboardUrl: origin,
    apiUrl: origin,
    issuer,
    outboxUrl: `http://127.0.0.1:${ports.outbox}`,
    users: demoUsers,
    ...{ dataDir, resources, sqs, scheduler, recorder, faults, outbox, permissions, awsUrl },
    engineUrl: engine.url,
    functions: functions.byName,
    token: (role: Role) =>
      mintToken(
        dataDir,
        issuer,
        demoUsers.find((user) => user.role === role)?.name ?? role.toLowerCase(),
        role === 'MEMBER' ? [] : [role],
      ),
    async close(): Promise<void> {
      stopping.abort();
      clearInterval(chores);
      scheduler.stop();
      for (const server of [front, outboxPage, aws, identity.server]) {
        server.close();
        server.closeAllConnections();
      }
      await logs.stop();
      await functions.close();
      await pollers;
      housekeeping.close();
      await engine.close();
      db.close();
    },
  };
}

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(port, '127.0.0.1', () => done());
  });
