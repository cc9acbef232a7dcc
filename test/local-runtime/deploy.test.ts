import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { smokeCheck } from '../../infra/deploy/smoke.ts';
import { type RunningStack, startStack } from '../support/stack.ts';

let stack: RunningStack;
let folder: string;
beforeAll(async () => {
  stack = await startStack();
  folder = mkdtempSync(join(tmpdir(), 'britepool-deploy-test-'));
  writeFileSync(join(folder, 'cdk.mjs'), standIn);
});
afterAll(async () => {
  await stack[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

/** Stands in for the CDK's command line: remembers how it was called, and says where a deployment ended up. */
const standIn = `
  import { appendFileSync, writeFileSync } from 'node:fs';
  const args = process.argv.slice(2);
  appendFileSync(process.env.CALLS, args.join(' ') + '\\n');
  if (args[0] === 'diff') console.log('Resources: [+] one more queue');
  const at = args.indexOf('--outputs-file');
  if (at > 0) writeFileSync(args[at + 1], JSON.stringify({ Site: { DashboardUrl: process.env.LANDED } }));
`;

const deploy = (landed: string, ...args: readonly string[]) => deployWith({}, landed, ...args);

async function deployWith(more: Record<string, string>, landed: string, ...args: readonly string[]) {
  const calls = join(folder, 'calls');
  writeFileSync(calls, '');
  const environment = {
    ...process.env,
    ...{
      CDK_COMMAND: join(folder, 'cdk.mjs'),
      CALLS: calls,
      LANDED: landed,
      SMOKE_PATIENCE_MS: '0',
      ISSUER: 'https://sign-in.example.org',
    },
    ...more,
  };
  const ended = await promisify(execFile)(process.execPath, ['infra/deploy/main.ts', ...args], {
    env: environment,
  }).then(
    ({ stdout, stderr }) => ({ code: 0, said: stdout + stderr }),
    (error: { code: number; stdout: string; stderr: string }) => ({
      code: error.code,
      said: error.stdout + error.stderr,
    }),
  );
  const steps = readFileSync(calls, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split(' ')[0]);
  return { ...ended, steps };
}

describe('after a deployment', () => {
  test('dashboard, API and webhooks are asked, and everything is well on a stack that runs', async () => {
    const seen = await smokeCheck(stack.dashboardUrl, { patienceMs: 0 });
    expect(seen.filter(({ ok }) => !ok)).toEqual([]);
    expect(seen).toHaveLength(7);
  });

  test('what does not answer is named', async () => {
    const seen = await smokeCheck('http://127.0.0.1:9', { patienceMs: 0 });
    expect(seen.filter(({ ok }) => ok)).toEqual([]);
    expect(seen[0]?.found).not.toBe('');
  });
});

describe('npm run deploy', () => {
  test('shows what would change, and deploys nothing when nobody says yes', async () => {
    const { code, said, steps } = await deploy(stack.dashboardUrl, 'deploy', '--stage', 'staging');
    expect(said).toContain('[+] one more queue');
    expect(said).toContain('Nothing was deployed.');
    expect(steps).toEqual(['synth', 'diff']);
    expect(code).toBe(0);
  });

  test('warns, before it asks, of vendors that would be told an address past the firewall', async () => {
    const without = await deploy(stack.dashboardUrl, 'deploy', '--stage', 'staging');
    const warned = without.said.indexOf('webhooks pass the firewall by');
    expect(warned).toBeGreaterThan(-1);
    expect(warned).toBeLessThan(without.said.indexOf('Deploy this to staging?'));
    const given = { PUBLIC_BASE_URL: 'https://sync.example.org' };
    const named = await deployWith(given, stack.dashboardUrl, 'deploy', '--stage', 'staging');
    expect(named.said).not.toContain('firewall');
    expect(named.steps).toEqual(['synth', 'diff']);
  });

  test('takes an issuer that a workflow hands on empty for none', async () => {
    const { code, said, steps } = await deployWith({ ISSUER: '' }, '', 'deploy', '--stage', 'staging');
    expect(said).toContain('Set a domain for staging');
    expect([code, steps]).toEqual([1, []]);
  });

  test('deploys when told so, says where everything is, and that it answers', async () => {
    const { code, said, steps } = await deploy(stack.dashboardUrl, 'deploy', '--stage', 'staging', '--yes');
    expect(steps).toEqual(['synth', 'diff', 'deploy']);
    expect(said).toContain(stack.dashboardUrl);
    expect(said).toContain('ok    the admin API is closed without a sign-in');
    expect(code).toBe(0);
  });

  test('fails when what it deployed does not answer', async () => {
    const { code, said } = await deploy('http://127.0.0.1:9', 'deploy', '--stage', 'staging', '--yes');
    expect(said).toContain('WRONG the API describes itself');
    expect(code).toBe(1);
  });

  test('knows no other stages than those of the file', async () => {
    const { code, said, steps } = await deploy(stack.dashboardUrl, 'deploy', '--stage', 'prod');
    expect(said).toContain('only dev, staging, production');
    expect([code, steps]).toEqual([1, []]);
  });
});

describe('npm run destroy', () => {
  test('takes no stage away that keeps its data', async () => {
    for (const stage of ['staging', 'production']) {
      const { code, said, steps } = await deploy('', 'destroy', '--stage', stage);
      expect(said).toContain('keeps its data: nothing was taken away');
      expect([code, steps]).toEqual([1, []]);
    }
  });

  test('takes away one that keeps nothing', async () => {
    const { code, steps } = await deploy('', 'destroy', '--stage', 'dev');
    expect([code, steps]).toEqual([0, ['destroy']]);
  });
});
