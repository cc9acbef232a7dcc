import { tmpdir } from 'node:os';
import * as z from 'zod';
import { bundledFile, bundleFunctions, removeBundles, watchFunctions } from './lambda/bundle.ts';
import { LocalFunction } from './lambda/local-function.ts';
import { quietness } from './log-level.ts';
import type { Resource } from './template/inventory.ts';
import { functionProperties } from './template/naming.ts';

export interface DeployOptions {
  readonly resources: readonly Resource[];
  readonly outdir: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly hot: boolean;
  readonly report: (message: string) => void;
  /** Told of every line that a function writes to its log group. */
  readonly onLine?: (group: string, line: string) => void;
}

const account = '000000000000';
const workersEach = 4;
const entriesOf = z.looseObject({
  'local:entry': z.string(),
  'local:companions': z.record(z.string(), z.string()),
});

/** Bundles the functions that the template names, with the programs they start, and makes them callable by name and by ARN. */
export async function deployFunctions(options: DeployOptions) {
  const entries = Object.fromEntries(
    options.resources.flatMap(({ properties, metadata }) => {
      const { 'local:entry': entry, 'local:companions': companions } = entriesOf.parse(metadata);
      return [[functionProperties.parse(properties).FunctionName, entry], ...Object.entries(companions)];
    }),
  );
  const bundle = { root: process.cwd(), outdir: options.outdir, entries };
  await bundleFunctions(bundle);
  const made = options.resources.map(({ properties }) => makeFunction(options, properties));
  const stopWatching = options.hot
    ? await watchFunctions(bundle, (error) => {
        if (error !== undefined) options.report(`The functions do not build: ${error}`);
        else for (const fn of made) fn.reload(bundledFile(options.outdir, fn.settings.name));
      })
    : undefined;
  return {
    byName: new Map(made.map((fn) => [fn.settings.name, fn])),
    byArn: new Map(made.map((fn) => [fn.settings.arn, fn])),
    async close(): Promise<void> {
      await stopWatching?.();
      await Promise.all(made.map((fn) => fn.close()));
      removeBundles(options.outdir);
    },
  };
}

function makeFunction({ outdir, environment, onLine }: DeployOptions, properties: unknown): LocalFunction {
  const { FunctionName, Timeout, MemorySize, Environment, LoggingConfig } =
    functionProperties.parse(properties);
  const group = LoggingConfig?.LogGroup;
  return new LocalFunction({
    name: FunctionName,
    arn: `arn:aws:lambda:local:${account}:function:${FunctionName}`,
    file: bundledFile(outdir, FunctionName),
    timeoutSeconds: Timeout,
    memoryMb: MemorySize,
    maxWorkers: workersEach,
    ...(group === undefined || onLine === undefined ? {} : { onLine: (line) => onLine(group, line) }),
    environment: {
      TMPDIR: tmpdir(),
      AWS_REGION: 'local',
      AWS_ACCESS_KEY_ID: FunctionName,
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_LAMBDA_FUNCTION_NAME: FunctionName,
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(MemorySize),
      ...quietness(Environment?.Variables.LOG_LEVEL),
      ...environment,
      ...Environment?.Variables,
    },
  });
}
