import { execFileSync, fork } from 'node:child_process';
import { on } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { awsOnlyTypes, livingTypes } from '../../infra/local/template/inventory.ts';
import { functionNames } from '../../shared/config/names.ts';
import { ofType, synthesize } from './system.ts';

const template = z.looseObject({ Resources: z.record(z.string(), z.looseObject({ Type: z.string() })) });
const folder = mkdtempSync(join(tmpdir(), 'cdk-synth-'));
const out = join(folder, 'out');

/** What the command line of the CDK makes for somebody who has no AWS account and no network configuration. */
beforeAll(() => {
  execFileSync(
    process.execPath,
    ['node_modules/aws-cdk/bin/cdk', 'synth', '--quiet', '--output', out, '-c', 'stage=production'],
    {
      env: {
        PATH: `${dirname(process.execPath)}:/usr/bin:/bin`,
        HOME: folder,
        TMPDIR: folder,
        // An endpoint that nobody listens on: whoever asks AWS fails.
        AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
        AWS_EC2_METADATA_DISABLED: 'true',
        ISSUER: 'https://sign-in.example.org',
        CDK_VALIDATION: 'false',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 110_000,
    },
  );
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Every file of this name at the top of an asset. */
const assets = (file: string): readonly string[] =>
  readdirSync(out)
    .filter((name) => name.startsWith('asset.') && statSync(join(out, name)).isDirectory())
    .map((name) => join(out, name, file))
    .filter((path) => existsSync(path));

const resourcesOf = (stack: string) =>
  template.parse(JSON.parse(readFileSync(join(out, `BritePool-production-${stack}.template.json`), 'utf8')))
    .Resources;

describe('`npx cdk synth` without credentials', () => {
  it('makes the four stacks', () => {
    const made = readdirSync(out).filter((name) => name.endsWith('.template.json'));
    expect(made.filter((name) => name.startsWith('BritePool-'))).toEqual([
      'BritePool-production-Edge.template.json',
      'BritePool-production-Service.template.json',
      'BritePool-production-Site.template.json',
      'BritePool-production-Storage.template.json',
    ]);
  });

  it('makes the resources that the local runtime runs, with the same identities', () => {
    const living = new Set<string>(livingTypes);
    const deployed = ['Storage', 'Service', 'Edge', 'Site'].flatMap((stack) =>
      Object.entries(resourcesOf(stack))
        .filter(([id, { Type }]) => living.has(Type) && !id.startsWith('Custom'))
        .map(([id, { Type }]) => `${Type} ${id}`),
    );
    const local = synthesize().filter(({ type, id }) => living.has(type) && !id.startsWith('Custom'));
    const wanted = local.map(({ type, id }) => `${type} ${id}`);
    expect(wanted.length).toBeGreaterThan(40);
    expect(new Set(deployed)).toEqual(new Set(wanted));
  });

  it('needs nothing that the local runtime does not know of, but the upload of the dashboard’s files', () => {
    const known = new Set<string>([...livingTypes, ...awsOnlyTypes]);
    const types = ['Storage', 'Service', 'Edge', 'Site'].flatMap((stack) =>
      Object.values(resourcesOf(stack)).map(({ Type }) => Type),
    );
    const foreign = new Set(types.filter((type) => !known.has(type)));
    foreign.delete('AWS::CDK::Metadata');
    expect([...foreign].filter((type) => !/^Custom::|^AWS::Lambda::LayerVersion$/.test(type))).toEqual([]);
  });

  it('bundles each of the ten functions into one file with a handler', () => {
    const bundles = assets('index.mjs');
    expect(bundles).toHaveLength(functionNames.length);
    for (const file of bundles) expect(readFileSync(file, 'utf8')).toMatch(/\bas handler\b|handler/);
  });

  it('puts the program that evaluates expressions beside the three functions that start it', async () => {
    const programs = assets('expression-child.mjs');
    expect(programs).toHaveLength(3);
    const starting = assets('index.mjs').filter((file) =>
      readFileSync(file, 'utf8').includes('./expression-child'),
    );
    expect(new Set(programs.map((file) => dirname(file)))).toEqual(
      new Set(starting.map((file) => dirname(file))),
    );
    const [program = ''] = programs;
    const child = fork(program, { env: {}, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    child.once('message', () => child.send({ id: 1, expression: 'a & b', input: '{"a":"x","b":"y"}' }));
    const answers = on(child, 'message');
    await answers.next();
    expect((await answers.next()).value).toEqual([{ id: 1, result: '"xy"' }, undefined]);
    child.disconnect();
  });
});

describe('two syntheses', () => {
  it('of the same sources are equal, so that a deployment changes only what was changed', () => {
    expect(ofType(synthesize(), 'AWS::Lambda::Function')).toEqual(
      ofType(synthesize(), 'AWS::Lambda::Function'),
    );
  });
});
