import { createHmac, randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { Webhook } from 'standardwebhooks';
import * as z from 'zod';
import { dataDirectory, readReady } from '../../infra/local/ready-file.ts';
import {
  ApiUser,
  createdShape,
  finished,
  logsShape,
  mappingsShape,
  recordShape,
  until,
} from '../support/api.ts';
import { signIn } from '../support/sign-in.ts';
import { asanaIntegration, genericIntegration } from './integrations.ts';

// What a stranger with curl would do against the running system, told step by step.
const simulatorShape = z.looseObject({
  baseUrl: z.string(),
  controlUrl: z.string(),
  credentials: z.record(z.string(), z.string()),
  settings: z.record(z.string(), z.unknown()),
});
const taskList = z.array(
  z.looseObject({ gid: z.string().optional(), id: z.string().optional(), name: z.string() }),
);
const say = (text: string) => process.stdout.write(`${text}\n`);
const show = (what: string, value: unknown) => say(`  ${what}: ${JSON.stringify(value)}`);

async function run(): Promise<void> {
  const dataDir = resolve(dataDirectory());
  const ready = readReady(dataDir);
  if (ready === undefined) throw new Error(`Nothing runs on ${dataDir}. Start it with: npm start`);
  const asana = simulatorShape.parse(ready.simulators.ASANA);
  const generic = simulatorShape.parse(ready.simulators.GENERIC_REST);
  const steward = ready.users.find(({ role }) => role === 'WEB_STEWARD');
  if (steward === undefined) throw new Error('The running system names no WEB_STEWARD.');
  const api = new ApiUser(ready.apiUrl, await signIn(ready, steward.name, steward.password));
  say(`signed in as ${steward.name}: authorization code with PKCE, name and password`);
  await practiceImported(api);
  const mark = randomUUID().slice(0, 8);
  say('1. Asana: connect, import, edit over there, see it here');
  await asanaDemo(api, asana, mark);
  say('2. REST system, signature of the specification (hex HMAC-SHA256)');
  await genericDemo(api, generic, `REST ${mark}`, { scheme: 'hmac' }, signLikeSpecification);
  say('3. REST system, Standard Webhooks signed by the standardwebhooks package');
  await genericDemo(api, generic, `Standard ${mark}`, { scheme: 'standard-webhooks' }, signStandard);
}

const listed = z.looseObject({
  integrations: z.array(z.looseObject({ lastSyncAt: z.string().optional() })),
});

/** The practice world connects Asana and the REST system. */
const connected = 2;

/** As long as the practice world's own first imports go on they may link what this demo makes, and share its edits. */
const practiceImported = (api: ApiUser): Promise<true> =>
  until(
    'the first import of the practice world',
    async () => {
      const { integrations } = await api.call('GET', '/api/admin/integrations', listed);
      const done = integrations.filter(({ lastSyncAt }) => lastSyncAt !== undefined);
      return done.length >= connected ? true : undefined;
    },
    { timeoutMs: 90_000, everyMs: 100 },
  );

/** The practice world is connected to the same systems already: this connection makes records of its own. */
async function connect(api: ApiUser, connection: object) {
  const body = { ...connection, matchMode: 'CREATE_ONLY' };
  const created = await api.call('POST', '/api/admin/integrations', createdShape, body);
  const job = await finished(api, created.jobId);
  show('import', {
    status: job.status,
    records: job.totalRecords,
    errors: job.errorCount,
    seconds: (job.durationMs ?? 0) / 1000,
  });
  if (job.status !== 'COMPLETED' || job.errorCount > 0)
    throw new Error(job.errorMessage ?? 'The import did not go through.');
  return created.integration;
}

async function asanaDemo(
  api: ApiUser,
  simulator: z.output<typeof simulatorShape>,
  mark: string,
): Promise<void> {
  const { id } = await connect(api, asanaIntegration(simulator, `Asana ${mark}`));
  const task = taskList.parse(await (await fetch(`${simulator.controlUrl}/tasks`)).json()).at(-1);
  const began = performance.now();
  const name = `Edited in Asana ${mark}`;
  await fetch(`${simulator.controlUrl}/tasks/${task?.gid}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name }),
  });
  await watch(api, id, String(task?.gid), name, began);
  await api.call('DELETE', `/api/admin/integrations/${id}`, z.unknown());
}

type Sign = (secret: string, body: string) => Record<string, string>;

const signLikeSpecification: Sign = (secret, body) => ({
  'x-webhook-signature': createHmac('sha256', secret).update(body).digest('hex'),
  'x-webhook-event': 'task.updated',
});
const signStandard: Sign = (secret, body) => {
  const [id, at] = [`msg_${randomUUID()}`, new Date()];
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, body),
  };
};

async function genericDemo(
  api: ApiUser,
  simulator: z.output<typeof simulatorShape>,
  name: string,
  verifier: object,
  sign: Sign,
): Promise<void> {
  const settings = { ...simulator.settings, webhook: { verifier } };
  const { id, webhookEndpoint, webhookSecret } = await connect(
    api,
    genericIntegration({ ...simulator, settings }, name),
  );
  const task = taskList.parse(await (await fetch(`${simulator.controlUrl}/tasks`)).json()).at(-1);
  const title = `Edited over there (${name})`;
  const edit = {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: title }),
  };
  const changed: unknown = await (await fetch(`${simulator.controlUrl}/tasks/${task?.id}`, edit)).json();
  const body = JSON.stringify({ event: 'task.updated', data: changed });
  const began = performance.now();
  const response = await fetch(webhookEndpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...sign(webhookSecret, body) },
    body,
  });
  show('webhook answered', { status: response.status, ...z.looseObject({}).parse(await response.json()) });
  await watch(api, id, String(task?.id), title, began);
  await api.call('DELETE', `/api/admin/integrations/${id}`, z.unknown());
}

/** Waits for the edit to arrive, then shows the log entry, the pair and the record. */
async function watch(
  api: ApiUser,
  id: string,
  externalId: string,
  title: string,
  began: number,
): Promise<void> {
  const log = await until(`the edit of ${externalId}`, async () => {
    const { logs } = await api.call(
      'GET',
      `/api/admin/integrations/${id}/logs?operation=UPDATE&limit=20`,
      logsShape,
    );
    return logs.find((entry) => entry.externalId === externalId && entry.outcome === 'applied');
  });
  const seconds = (performance.now() - began) / 1000;
  const { mappings } = await api.call(
    'GET',
    `/api/admin/integrations/${id}/mappings?resourceType=TASK&externalId=${externalId}`,
    mappingsShape,
  );
  const { record } = await api.call('GET', `/api/records/task/${mappings[0]?.internalId}`, recordShape);
  if (record.fields.title !== title)
    throw new Error(
      `The record's title is ${JSON.stringify(record.fields.title)}, not ${JSON.stringify(title)}.`,
    );
  const { log: detail } = await api.call(
    'GET',
    `/api/admin/logs/${encodeURIComponent(log.id)}`,
    z.looseObject({ log: z.looseObject({ changes: z.unknown() }) }),
  );
  show('log entry', { id: log.id, outcome: log.outcome, lagMs: log.lagMs, changes: detail.changes });
  show('mapping', { internalId: mappings[0]?.internalId, externalId });
  show('record', { id: record.id, version: record.version, fields: record.fields });
  say(`  from edit to applied: ${seconds.toFixed(3)} s`);
}

run().catch((error: unknown) => {
  process.stderr.write(`demo: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
