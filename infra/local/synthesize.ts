import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Stage } from '../stage.ts';
import type { Template } from './template/resolver.ts';

/** Synthesizes the app in this process, without code bundling. Answers the templates by stack name. */
export async function synthesize(stage: Stage, dataDir: string): Promise<ReadonlyMap<string, Template>> {
  process.env.CDK_VALIDATION ??= 'false';
  const { buildApp } = await import('../app.ts');
  const outdir = join(dataDir, 'cdk.out');
  rmSync(outdir, { recursive: true, force: true });
  const assembly = buildApp({ stage, local: true, outdir }).synth();
  return new Map(assembly.stacks.map((stack): [string, Template] => [stack.stackName, stack.template]));
}
