import { readFileSync } from 'node:fs';
import * as z from 'zod';

export interface JsonSchema {
  readonly $ref?: string | undefined;
  readonly type?: string | readonly string[] | undefined;
  readonly enum?: readonly unknown[] | undefined;
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>> | undefined;
  readonly required?: readonly string[] | undefined;
  readonly additionalProperties?: boolean | JsonSchema | undefined;
  readonly propertyNames?: JsonSchema | undefined;
  readonly items?: JsonSchema | undefined;
  readonly anyOf?: readonly JsonSchema[] | undefined;
  readonly oneOf?: readonly JsonSchema[] | undefined;
  readonly format?: string | undefined;
  readonly pattern?: string | undefined;
  readonly minLength?: number | undefined;
  readonly maxLength?: number | undefined;
  readonly minItems?: number | undefined;
  readonly maxItems?: number | undefined;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
}

const schema: z.ZodType<JsonSchema> = z.lazy(() => z.looseObject(shape));
const shape = {
  ...{
    $ref: z.string().optional(),
    type: z.union([z.string(), z.array(z.string())]).optional(),
    format: z.string().optional(),
  },
  ...{ enum: z.array(z.unknown()).optional(), pattern: z.string().optional() },
  properties: z.record(z.string(), schema).optional(),
  required: z.array(z.string()).optional(),
  additionalProperties: z.union([z.boolean(), schema]).optional(),
  ...{ propertyNames: schema.optional(), items: schema.optional() },
  ...{ anyOf: z.array(schema).optional(), oneOf: z.array(schema).optional() },
  ...{ minLength: z.number().optional(), maxLength: z.number().optional() },
  ...{ minItems: z.number().optional(), maxItems: z.number().optional() },
  ...{ minimum: z.number().optional(), maximum: z.number().optional() },
};

const operation = z.object({
  operationId: z.string(),
  'x-roles': z.array(z.string()).min(1),
  parameters: z
    .array(
      z.object({
        name: z.string(),
        in: z.enum(['path', 'query', 'header']),
        required: z.boolean().optional(),
        schema,
      }),
    )
    .default([]),
  requestBody: z.object({ content: z.object({ 'application/json': z.object({ schema }) }) }).optional(),
});
const documentShape = z.object({
  openapi: z.literal('3.1.1'),
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.object({ schemas: z.record(z.string(), schema) }),
});

export type Parameter = z.output<typeof operation>['parameters'][number];
/** One operation as the document tells it. */
export interface Described {
  readonly id: string;
  readonly method: string;
  /** With `{name}` parameters. */
  readonly path: string;
  readonly roles: readonly string[];
  readonly parameters: readonly Parameter[];
  readonly body: JsonSchema | undefined;
}

const file = new URL('../../../docs/api/openapi.json', import.meta.url);
/** The committed document as it is. */
export const committed: Record<string, unknown> = z
  .looseObject({})
  .parse(JSON.parse(readFileSync(file, 'utf8')));
const { paths, components } = documentShape.parse(committed);

export const schemas = components.schemas;
/** The schema itself, where it stands behind a name. */
export function resolved(schema: JsonSchema): JsonSchema {
  if (schema.$ref === undefined) return schema;
  const found = schemas[schema.$ref.replace('#/components/schemas/', '')];
  if (found === undefined) throw new Error(`The document holds no ${schema.$ref}.`);
  return found;
}

export const described: readonly Described[] = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, each]) => ({
    ...{ id: each.operationId, method: method.toUpperCase(), path, roles: each['x-roles'] },
    parameters: each.parameters,
    body: each.requestBody?.content['application/json'].schema,
  })),
);
