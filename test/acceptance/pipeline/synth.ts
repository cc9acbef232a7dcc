import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { startLocal } from '../../../infra/local/local-stack.ts';
import { awsOnlyTypes } from '../../../infra/local/template/inventory.ts';

export const title = 'npx cdk synth without credentials; its resources are those that the local runtime runs';

const template = z.looseObject({
  Resources: z.record(z.string(), z.looseObject({ Type: z.string() })),
});

export async function demonstrate(): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'britepool-synth-'));
  try {
    const { code, output } = await synth(join(folder, 'cdk.out'));
    if (code !== 0) throw new Error(output);
    const synthesized = resourcesIn(join(folder, 'cdk.out'));
    const running = await resourcesRunning(join(folder, 'local'));
    const lines = compare(synthesized, running);
    return [`cdk synth without credentials: exit code ${code}`, ...lines];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * As on a machine that knows nothing of AWS: no credentials, no profile, no home folder with either. The stage names
 * BritePool's own issuer, as the local runtime's does; without one the stack would make a user pool as well.
 */
function synth(out: string): Promise<{ readonly code: number; readonly output: string }> {
  const child = spawn(join('node_modules', '.bin', 'cdk'), ['synth', '--quiet', '--output', out], {
    env: {
      PATH: process.env.PATH,
      HOME: out,
      AWS_EC2_METADATA_DISABLED: 'true',
      ISSUER: 'https://login.britepool.example',
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
    });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code: code ?? 1, output })));
}

/** `type logical-id` of every resource of every template. */
const resourcesIn = (out: string): readonly string[] =>
  readdirSync(out)
    .filter((file) => file.endsWith('.template.json'))
    .flatMap((file) =>
      Object.entries(template.parse(JSON.parse(readFileSync(join(out, file), 'utf8'))).Resources),
    )
    .map(([id, { Type }]) => `${Type} ${id}`);

async function resourcesRunning(dataDir: string): Promise<readonly string[]> {
  const stack = await startLocal({ dataDir });
  try {
    return stack.resources.map(({ type, id }) => `${type} ${id}`);
  } finally {
    await stack.close();
  }
}

/** Resources that only move the built site to its bucket; they exist where the site is built and code is bundled. */
const deploymentHelpers =
  /^(Custom::CDKBucketDeployment|AWS::Lambda::LayerVersion)|CustomCDKBucketDeployment|AWS::CDK::Metadata/;

function compare(synthesized: readonly string[], running: readonly string[]): readonly string[] {
  const wanted = synthesized.filter((resource) => !deploymentHelpers.test(resource));
  const missing = wanted.filter((resource) => !running.includes(resource));
  const surplus = running.filter((resource) => !wanted.includes(resource));
  const awsOnly = new Set<string>(awsOnlyTypes);
  const counts = Map.groupBy(wanted, (resource) => resource.split(' ')[0] ?? '');
  const lines = [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([type, all]) =>
        `${String(all.length).padStart(3)} ${type}${awsOnly.has(type) ? ' (its effect lies on AWS only)' : ''}`,
    );
  const summary = `${wanted.length} resources synthesized, ${running.length} known to the local runtime, ${missing.length} missing, ${surplus.length} surplus`;
  if (missing.length > 0 || surplus.length > 0)
    throw new Error(
      [summary, ...missing.map((id) => `missing ${id}`), ...surplus.map((id) => `surplus ${id}`)].join(
        '\n  ',
      ),
    );
  return [...lines, summary];
}
