import { createInterface } from 'node:readline';
import * as z from 'zod';
import { ApiUser, createdShape } from '../support/api.ts';
import { asanaIntegration, genericIntegration } from './integrations.ts';
import { type Simulated, startSimulators } from './simulators.ts';
import { workNowAndThen } from './worker.ts';

// Child of `npm start`: reads the stack's addresses from standard input, says where the simulators are, connects
// two of them on a first start, and edits something now and then. Ends when its input does. The others wait for whoever
// tries out connecting a system.
const dataDir = z.string().parse(process.env.PRACTICE_DATA);
const addressShape = z.looseObject({ apiUrl: z.string(), token: z.string() });

async function start(line: string): Promise<void> {
  const { apiUrl, token } = addressShape.parse(JSON.parse(line));
  const { simulators, close } = await startSimulators(dataDir);
  process.stdout.write(`${JSON.stringify({ simulators })}\n`);
  const { ASANA: asana, GENERIC_REST: generic } = simulators;
  if (asana === undefined || generic === undefined) throw new Error('Asana or the REST system is missing.');
  const stop = workNowAndThen([`${asana.controlUrl}/tasks`, `${generic.controlUrl}/tasks`]);
  process.stdin.on('end', () => {
    stop();
    void close().then(() => process.exit(0));
  });
  await connect(new ApiUser(apiUrl, token), asana, generic);
}

async function connect(api: ApiUser, asana: Simulated, generic: Simulated): Promise<void> {
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
