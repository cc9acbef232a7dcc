import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import * as z from 'zod';
import type { Outbox } from '../outbox/outbox.ts';
import type { Scheduler } from '../scheduler/scheduler.ts';
import type { SecretsManager } from '../secrets-manager/secrets-manager.ts';
import type { Sqs } from '../sqs/sqs.ts';
import { callSqs } from '../sqs/sqs-wire.ts';
import { AwsError } from './aws-error.ts';
import type { CallRecorder } from './call-recorder.ts';
import type { DynamoProxy } from './dynamo-proxy.ts';
import type { Faults } from './faults.ts';
import { dynamoNeeds, mailNeeds, schedulerNeeds, secretNeeds, sqsNeeds } from './needs.ts';
import type { Need, Permissions } from './permissions.ts';
import { readBody } from './read-body.ts';

export interface GatewayServices {
  readonly sqs: Sqs;
  readonly secrets: SecretsManager;
  readonly scheduler: Scheduler;
  readonly outbox: Outbox;
  readonly dynamo: DynamoProxy;
  readonly recorder: CallRecorder;
  readonly faults: Faults;
  /** Absent: every caller may do everything. */
  readonly permissions?: Permissions;
  readonly report: (message: string) => void;
}

const largestCall = 20 * 1_048_576;
const credential = /Credential=([^/]+)\/\d+\/[^/]+\/([^/]+)\//;

/** The AWS endpoint of this machine: every service on one port, told apart as the SDKs address them. */
export function gateway(services: GatewayServices): Server {
  return createServer((request, response) => {
    void handle(services, request, response).catch((error: unknown) =>
      services.report(`aws endpoint: ${String(error)}`),
    );
  });
}

async function handle(
  services: GatewayServices,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const aborted = new AbortController();
  response.on('close', () => aborted.abort());
  const body = await readBody(request, largestCall);
  if (body === undefined) return reply(response, 413, '{}', 'RequestEntityTooLargeException');
  const [, caller = 'unknown', service = ''] = credential.exec(request.headers.authorization ?? '') ?? [];
  try {
    const answer = await dispatch(services, { request, body, caller, service, signal: aborted.signal });
    reply(response, answer.status, answer.body);
  } catch (error) {
    const known = asAwsError(error);
    if (known.status === 500) services.report(`aws endpoint: ${String(error)}`);
    reply(response, known.status, JSON.stringify({ __type: known.code, message: known.message }), known.code);
  }
}

/** What a caller sent wrongly is said to be the caller's mistake: clients repeat what looks like ours. */
function asAwsError(error: unknown): AwsError {
  if (error instanceof AwsError) return error;
  if (error instanceof z.ZodError) return new AwsError('ValidationException', z.prettifyError(error));
  if (error instanceof SyntaxError) return new AwsError('SerializationException', error.message);
  return new AwsError('InternalFailure', String(error), 500);
}

interface Call {
  readonly request: IncomingMessage;
  readonly body: Buffer;
  readonly caller: string;
  readonly service: string;
  readonly signal: AbortSignal;
}

async function dispatch(
  services: GatewayServices,
  call: Call,
): Promise<{ status: number; body: string | Buffer }> {
  const [target = '', operation = ''] = String(call.request.headers['x-amz-target'] ?? '').split('.');
  const input = (): unknown => (call.body.length === 0 ? {} : JSON.parse(call.body.toString('utf8')));
  const allow = (needs: readonly Need[]) => services.permissions?.check(call.caller, needs);
  if (target.startsWith('DynamoDB')) {
    allow(dynamoNeeds(operation, input()));
    return services.dynamo.forward(call.request, call.body, call.caller);
  }
  if (target === 'AmazonSQS') {
    services.recorder.record(call.caller, 'sqs', operation);
    allow(sqsNeeds(operation, input()));
    if (services.faults.strikes('throttling'))
      throw new AwsError('ThrottlingException', 'Rate exceeded (planned fault)', 400);
    const origin = `http://${call.request.headers.host}`;
    return json(await callSqs(services.sqs, operation, input(), { signal: call.signal, origin }));
  }
  if (target === 'secretsmanager') {
    services.recorder.record(call.caller, 'secretsmanager', operation);
    allow(secretNeeds(operation, input()));
    return json(services.secrets.call(operation, input()));
  }
  const url = new URL(call.request.url ?? '/', 'http://local');
  if (call.service === 'scheduler') {
    services.recorder.record(call.caller, 'scheduler', call.request.method ?? '');
    const group = url.searchParams.get('groupName') ?? 'default';
    const [method = 'GET', path] = [call.request.method, decodeURIComponent(url.pathname)];
    allow(schedulerNeeds(method, path, group, input()));
    return json(services.scheduler.call(method, path, url.searchParams, input()));
  }
  if (call.service === 'ses') {
    services.recorder.record(call.caller, 'ses', 'SendEmail');
    allow(mailNeeds(input()));
    return json(services.outbox.mail(input()));
  }
  throw new AwsError(
    'UnknownOperationException',
    `The local AWS endpoint does not know ${call.service} ${target}.${operation}.`,
    404,
  );
}

const json = (value: unknown) => ({ status: 200, body: JSON.stringify(value ?? {}) });

function reply(response: ServerResponse, status: number, body: string | Buffer, errorType?: string): void {
  if (response.destroyed) return;
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.0',
    'x-amzn-requestid': randomUUID(),
    ...(errorType === undefined ? {} : { 'x-amzn-errortype': errorType }),
  });
  response.end(body);
}
