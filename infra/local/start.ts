import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { ensureSite } from '../site/build-site.ts';
import { startLocal } from './local-stack.ts';
import { startPracticeWorld } from './practice-world.ts';
import { dataDirectory, lock, type Ready, unlock, writeReady } from './ready-file.ts';
import { parseFaults } from './wire/faults.ts';

const began = performance.now();
const dataDir = resolve(dataDirectory());

async function run(): Promise<void> {
  lock(dataDir);
  // Beside the rest: a first start builds the dashboard while the stack comes up, a later one finds it built.
  const dashboard = ensureSite();
  dashboard.catch(() => undefined);
  const stack = await startLocal({
    dataDir,
    hot: process.env.HOT === 'on',
    ...(process.env.FAULTS === undefined ? {} : { faults: parseFaults(process.env.FAULTS) }),
    ...(process.env.PORT === undefined ? {} : { port: Number(process.env.PORT) }),
    ...(process.env.RETRY_TIME_SCALE === undefined
      ? {}
      : { retryTimeScale: Number(process.env.RETRY_TIME_SCALE) }),
  });
  const { dashboardUrl, apiUrl, issuer, outboxUrl, awsUrl, users } = stack;
  const addresses = { dashboardUrl, apiUrl, issuer, outboxUrl, awsUrl, users: [...users] };
  const wanted = process.env.PRACTICE !== 'off' && existsSync('test/practice-world/main.ts');
  const practice = wanted
    ? await startPracticeWorld(dataDir, { ...addresses, token: stack.token('WEB_STEWARD') })
    : undefined;
  const ready: Ready = { ...addresses, simulators: practice?.simulators ?? {} };
  await dashboard;
  writeReady(dataDir, ready);
  greet(ready);

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    unlock(dataDir);
    await practice?.close();
    await stack.close();
    process.exit(0);
  };
  process.on('SIGINT', () => void stop());
  process.on('SIGTERM', () => void stop());
}

function greet(ready: Ready): void {
  const lines = [
    '',
    'BritePool Integrations is running.',
    `  Dashboard     ${ready.dashboardUrl}`,
    ...ready.users.map(
      ({ name, password, role }) => `                sign in as ${name} / ${password} (${role})`,
    ),
    `  API           ${ready.apiUrl}/api`,
    `  Sign-in       ${ready.issuer}`,
    `  Outbox        ${ready.outboxUrl}`,
    ...Object.entries(ready.simulators).map(
      ([type, { baseUrl, credentials = {} }]) =>
        `  ${type.padEnd(14)}${baseUrl} (simulated; sign in with ${signIn(credentials)})`,
    ),
    `  Data          ${dataDir}`,
    `Ready after ${((performance.now() - began) / 1000).toFixed(1)} s. Stop with Ctrl-C.`,
    '',
  ];
  process.stdout.write(lines.join('\n'));
}

const signIn = (credentials: Readonly<Record<string, unknown>>): string =>
  Object.entries(credentials)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(', ');

run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
