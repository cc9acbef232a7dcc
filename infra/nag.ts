import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import * as z from 'zod';
import { type Acknowledged, acknowledged } from './acknowledged.ts';
import { buildApp } from './app.ts';
import type { Stage } from './stage.ts';

const report = z.looseObject({
  pluginReports: z.array(
    z.looseObject({
      pluginName: z.string(),
      violations: z.array(
        z.looseObject({
          ruleName: z.string(),
          description: z.string(),
          severity: z.string(),
          violatingConstructs: z.array(z.looseObject({ constructPath: z.string() })),
        }),
      ),
    }),
  ),
});

export interface Finding {
  readonly rule: string;
  /** Path of the construct without the stage's name, e.g. `Service/CronSecret/Resource`. */
  readonly where: string;
  readonly description: string;
  readonly acknowledged: Acknowledged | undefined;
}

/** What the rules of AwsSolutions find in the stacks of a stage, each with the reason why it stays, if there is one. */
export function nag(stage: Stage): readonly Finding[] {
  const outdir = mkdtempSync(join(tmpdir(), 'britepool-nag-'));
  try {
    const app = buildApp({ stage, local: true, outdir });
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    return read(join(outdir, 'validation-report.json'), stage, () => app.synth());
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** Synthesis throws when there are findings, after it wrote them down; without a report nothing was looked at. */
function read(file: string, stage: Stage, synthesize: () => unknown): readonly Finding[] {
  try {
    quietly(synthesize);
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ValidationFailed') throw error;
  }
  const { pluginReports } = report.parse(JSON.parse(readFileSync(file, 'utf8')));
  if (!pluginReports.some(({ pluginName }) => pluginName === 'AwsSolutions'))
    throw new Error('The rules of AwsSolutions were not applied.');
  return pluginReports.flatMap(({ violations }) =>
    violations.flatMap(({ ruleName: rule, description, violatingConstructs }) =>
      violatingConstructs.map(({ constructPath }) => {
        const where = constructPath.replace(`BritePool-${stage.name}-`, '');
        const known = acknowledged.find((each) => each.rule.test(rule) && each.where.test(where));
        return { rule, where, description, acknowledged: known };
      }),
    ),
  );
}

/** The findings are shown by whoever asked for them, not by the synthesis. */
function quietly(work: () => unknown): void {
  const { write } = process.stderr;
  process.stderr.write = () => true;
  try {
    work();
  } finally {
    process.stderr.write = write;
  }
}
