import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import * as z from 'zod';
import { startAsanaSimulator } from '../../shared/connectors/asana/simulator/index.ts';
import { startGenericSimulator } from '../../shared/connectors/generic-rest/simulator/index.ts';
import { ApiUser, createdShape } from '../support/api.ts';
import { asanaIntegration, genericIntegration } from './integrations.ts';
import { workNowAndThen } from './worker.ts';

// Child of `npm start`: reads the stack's addresses from standard input, says where the simulators are, connects
// them on a first start, and edits something now and then. Ends when its input does.
const dataDir = z.string().parse(process.env.PRACTICE_DATA);
const addressShape = z.looseObject({ apiUrl: z.string(), token: z.string() });
const portsShape = z.object({ asana: z.array(z.number()), generic: z.array(z.number()) });

const portsFile = join(dataDir, 'practice-ports.json');
const before = existsSync(portsFile)
  ? portsShape.parse(JSON.parse(readFileSync(portsFile, 'utf8')))
  : undefined;
const portOf = (url: string) => Number(new URL(url).port);

async function start(line: string): Promise<void> {
  const { apiUrl, token } = addressShape.parse(JSON.parse(line));
  const asana = await startAsanaSimulator({
    dataFile: join(dataDir, 'practice-asana.json'),
    ...(before === undefined ? {} : { port: before.asana[0] ?? 0, controlPort: before.asana[1] ?? 0 }),
  });
  const generic = await startGenericSimulator({
    dataFile: join(dataDir, 'practice-generic.json'),
    ...(before === undefined ? {} : { port: before.generic[0] ?? 0, controlPort: before.generic[1] ?? 0 }),
  });
  const ports = {
    asana: [portOf(asana.baseUrl), portOf(asana.controlUrl)],
    generic: [portOf(generic.baseUrl), portOf(generic.controlUrl)],
  };
  writeFileSync(portsFile, JSON.stringify(ports));
  const describe = ({ baseUrl, controlUrl, credentials, settings }: typeof asana | typeof generic) => ({
    baseUrl,
    controlUrl,
    credentials,
    settings,
  });
  process.stdout.write(
    `${JSON.stringify({ simulators: { ASANA: describe(asana), GENERIC_REST: describe(generic) } })}\n`,
  );
  const stop = workNowAndThen([`${asana.controlUrl}/tasks`, `${generic.controlUrl}/tasks`]);
  process.stdin.on('end', () => {
    stop();
    void Promise.all([asana.close(), generic.close()]).then(() => process.exit(0));
  });
  await connect(new ApiUser(apiUrl, token), asana, generic);
}

type Running = {
  readonly baseUrl: string;
  readonly controlUrl: string;
  readonly credentials: object;
  readonly settings: object;
};

async function connect(api: ApiUser, asana: Running, generic: Running): Promise<void> {
  const list = z.looseObject({ integrations: z.array(z.looseObject({ name: z.string() })) });
  const { integrations } = await api.call('GET', '/api/admin/integrations', list);
  const known = new Set(integrations.map(({ name }) => name));
  if (!known.has('Asana of the garden team')) {
    await api.call(
      'POST',
      '/api/admin/integrations',
      createdShape,
      asanaIntegration(asana, 'Asana of the garden team'),
    );
  }
  if (!known.has('Volunteer portal')) {
    const { integration } = await api.call(
      'POST',
      '/api/admin/integrations',
      createdShape,
      genericIntegration(generic, 'Volunteer portal'),
    );
    const hook = { url: integration.webhookEndpoint, secret: integration.webhookSecret, scheme: 'hmac' };
    await fetch(`${generic.controlUrl}/hook`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(hook),
    });
  }
}

const lines = createInterface({ input: process.stdin });
lines.once('line', (line) => {
  start(line).catch((error: unknown) => {
    process.stderr.write(`practice world: ${error instanceof Error ? error.message : String(error)}\n`);
  });
});
