import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from '../../infra/app.ts';
import type { Stage } from '../../infra/stage.ts';

/** The templates of a stage by the name of their stack, without code. */
export function synthesizedTemplates(stage: Stage): Readonly<Record<string, unknown>> {
  const outdir = mkdtempSync(join(tmpdir(), 'britepool-templates-'));
  try {
    const { stacks } = buildApp({ stage, local: true, outdir }).synth();
    return Object.fromEntries(
      stacks.map(({ stackName, template }): [string, unknown] => [stackName, template]),
    );
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
