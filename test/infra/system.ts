import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from '../../infra/app.ts';
import { namingFor } from '../../infra/local/template/naming.ts';
import { Resolver, type Template } from '../../infra/local/template/resolver.ts';
import { loadStage, type Stage } from '../../infra/stage.ts';

/** A resource with its intrinsic functions resolved to readable names. */
export interface Resource {
  readonly stack: string;
  readonly id: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly deletionPolicy: string | undefined;
}

/** The three stacks of a stage as CloudFormation would get them, synthesized once. */
export function synthesize(overrides: Partial<Stage> = {}): readonly Resource[] {
  process.env.CDK_VALIDATION ??= 'false';
  const outdir = mkdtempSync(join(tmpdir(), 'synth-'));
  try {
    const { name = 'production', ...rest } = overrides;
    const stage = loadStage(name, { issuer: 'https://sign-in.example.org', ...rest });
    const assembly = buildApp({ stage, local: true, outdir }).synth();
    return resolved(new Map(assembly.stacks.map((stack) => [stack.stackName, stack.template])));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** The resources of templates by stack name. */
export function resolved(stacks: ReadonlyMap<string, Template>): readonly Resource[] {
  const resolver = new Resolver(
    stacks,
    namingFor({ aws: 'https://aws.example', api: 'https://api.example' }),
  );
  return [...stacks].flatMap(([stack, template]) =>
    Object.entries(template.Resources ?? {}).map(([id, { Type, DeletionPolicy }]) => ({
      stack,
      id,
      type: Type,
      properties: resolver.properties(stack, id),
      deletionPolicy: DeletionPolicy,
    })),
  );
}

export const ofType = (resources: readonly Resource[], type: string): readonly Resource[] =>
  resources.filter((resource) => resource.type === type);

/** The one resource of a type whose property has this value. */
export function find(
  resources: readonly Resource[],
  type: string,
  property: string,
  value: string,
): Resource {
  const found = ofType(resources, type).filter((resource) => resource.properties[property] === value);
  const [only] = found;
  if (only === undefined || found.length > 1)
    throw new Error(`There are ${found.length} resources ${type} with ${property} = ${value}.`);
  return only;
}
