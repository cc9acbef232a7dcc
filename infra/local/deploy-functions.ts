import { tmpdir } from 'node:os';
import * as z from 'zod';
import { bundledFile, bundleFunctions, removeBundles, watchFunctions } from './lambda/bundle.ts';
import { LocalFunction } from './lambda/local-function.ts';
import { quietness } from './log-level.ts';
import type { Resource } from './template/inventory.ts';
import { aliasProperties, functionProperties } from './template/naming.ts';

export interface DeployOptions {
  readonly resources: readonly Resource[];
  readonly aliases: readonly Resource[];
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
  const byName = new Map(made.map((fn) => [fn.settings.name, fn]));
  return {
    byName,
    called: calledAs(byName, options.aliases),
    async close(): Promise<void> {
      await stopWatching?.();
      await Promise.all(made.map((fn) => fn.close()));
      removeBundles(options.outdir);
    },
  };
}

/** Functions under every name that others call them by: name and ARN, each also with an alias. There is one version here. */
function calledAs(
  functions: ReadonlyMap<string, LocalFunction>,
  aliases: readonly Resource[],
): ReadonlyMap<string, LocalFunction> {
  const called = new Map<string, LocalFunction>();
  for (const fn of functions.values()) called.set(fn.settings.name, fn).set(fn.settings.arn, fn);
  for (const { properties } of aliases) {
    const { FunctionName, Name } = aliasProperties.parse(properties);
    const fn = functions.get(FunctionName);
    if (fn === undefined) throw new Error(`The alias ${Name} is of the unknown function ${FunctionName}.`);
    called.set(`${fn.settings.name}:${Name}`, fn).set(`${fn.settings.arn}:${Name}`, fn);
  }
  return called;
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
      AWS_LAMBDA_FUNCTION_VERSION: '1',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(MemorySize),
      ...quietness(Environment?.Variables.LOG_LEVEL),
      ...environment,
      ...Environment?.Variables,
    },
  });
}
