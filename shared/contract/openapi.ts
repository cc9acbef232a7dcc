import * as z from 'zod/mini';
import { logDetail, logView } from './activity.ts';
import { api } from './api.ts';
import { approvalView } from './approvals.ts';
import { conflictDetail, conflictView } from './conflicts.ts';
import { fieldMapping } from './field-mappings.ts';
import { reviewView } from './first-sync.ts';
import { connectionStep, integrationView, newIntegration } from './integrations.ts';
import { jobView } from './jobs.ts';
import { aloneView, claimView, mappingView } from './mappings.ts';
import type { Operation } from './operation.ts';
import { parkedDetail, parkedView } from './parked.ts';
import { problemSchema } from './problem.ts';
import { recordView } from './records.ts';
import { count, instant, json, pageSize, pagination } from './values.ts';

type Schema = { readonly [key: string]: unknown };

/** Schemas that the document names once and refers to. */
const named = z.registry<{ id: string }>();
for (const [id, type] of Object.entries({
  ...{ Json: json, Problem: problemSchema, Instant: instant, Pagination: pagination, Record: recordView },
  ...{ Integration: integrationView, NewIntegration: newIntegration, ConnectionStep: connectionStep },
  ...{ Job: jobView, Log: logView, LogDetail: logDetail, Mapping: mappingView, Claim: claimView },
  ...{ RecordLeftAlone: aloneView },
  ...{ Conflict: conflictView, ConflictDetail: conflictDetail, Approval: approvalView, Review: reviewView },
  ...{ Parked: parkedView, ParkedDetail: parkedDetail, FieldMapping: fieldMapping },
}))
  named.add(type, { id });

/** What a query string can hold only as text, said as what it means. */
const meant = new Map<unknown, Schema>([
  [count, { type: 'integer', minimum: 0, maximum: 999_999 }],
  [pageSize, { type: 'integer', minimum: 1, maximum: 200 }],
]);

/**
 * The HTTP API as an OpenAPI 3.1 document, made from the contract that the handlers check by: it cannot say anything else.
 * https://spec.openapis.org/oas/v3.1.1.html
 */
export function openapiDocument() {
  const components: Record<string, Schema> = {};
  const schemaOf = (type: z.ZodMiniType, io: 'input' | 'output'): Schema => hoisted(type, io, components);
  const problem = schemaOf(problemSchema, 'output');
  const paths: Record<string, Record<string, Schema>> = {};
  for (const [name, operation] of Object.entries<Operation>(api)) {
    const path = operation.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: describe(name, operation, schemaOf) };
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'BritePool Integrations',
      version: '1',
      description:
        'What admins do with the integrations, and BritePool’s own records. Every refusal is a problem document (RFC 9457) with a stable code.',
    },
    servers: [{ url: '/', description: 'The stage that serves this document' }],
    tags: tags.map(({ name, description }) => ({ name, description })),
    security: [{ signedIn: [] }],
    paths,
    components: {
      securitySchemes: { signedIn: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      responses: {
        Problem: {
          description: 'Why it was refused, and what to do',
          content: { 'application/problem+json': { schema: problem } },
        },
      },
      schemas: components,
    },
  };
}

const headerSaying = (description: string): Schema => ({ description, schema: { type: 'string' } });
const besideCsv = {
  link: headerSaying(
    '`<…>; rel="next"`: where the next rows are, relative to this address; absent at the end',
  ),
  'content-disposition': headerSaying('A file name that names the filters'),
  'x-export-filters': headerSaying('The filters as a query string; empty when all is exported'),
};

const tags = [
  {
    name: 'conflicts',
    path: '/api/admin/integrations/conflicts',
    description: 'Fields that two sides changed',
  },
  { name: 'integrations', path: '/api/admin/integrations', description: 'Connected systems' },
  { name: 'jobs', path: '/api/admin/jobs', description: 'Runs over a whole system' },
  { name: 'parked', path: '/api/admin/parked', description: 'Changes that failed or wait' },
  { name: 'records', path: '/api/records', description: 'BritePool’s own records' },
  { name: 'administration', path: '/api/admin', description: 'Everything else that admins see and do' },
];

const tagOf = (path: string): string =>
  tags.find((tag) => path === tag.path || path.startsWith(`${tag.path}/`))?.name ?? 'administration';

const idempotencyKey = {
  ...{ name: 'Idempotency-Key', in: 'header' },
  description:
    'Of your own making, such as a UUID: the same request with it is done once and answered again for 24 hours',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};

function describe(
  operationId: string,
  { method, path, summary, roles, query, body, response, produces, status = 200, idempotent }: Operation,
  schemaOf: (type: z.ZodMiniType, io: 'input' | 'output') => Schema,
): Schema {
  const parameters = [
    ...[...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
      ...{ name, in: 'path', required: true },
      schema: { type: 'string', minLength: 1 },
    })),
    ...(query === undefined ? [] : queryParameters(schemaOf(query, 'input'))),
    ...(idempotent === true ? [idempotencyKey] : []),
  ];
  return {
    ...{ operationId, summary, tags: [tagOf(path)], 'x-roles': [...roles] },
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schemaOf(body, 'input') } },
          },
        }),
    responses: {
      [String(status)]: {
        description: 'Done',
        ...(produces === undefined ? {} : { headers: besideCsv }),
        content: { [produces ?? 'application/json']: { schema: schemaOf(response, 'output') } },
      },
      ...(method === 'GET' && produces === undefined
        ? { '304': { description: 'Nothing changed since the answer with this If-None-Match' } }
        : {}),
      '4XX': { $ref: '#/components/responses/Problem' },
      '5XX': { $ref: '#/components/responses/Problem' },
    },
  };
}

const objectSchema = z.object({
  properties: z._default(z.record(z.string(), z.record(z.string(), z.unknown())), {}),
  required: z._default(z.array(z.string()), []),
});

function queryParameters(schema: Schema): readonly Schema[] {
  const { properties, required } = objectSchema.parse(schema);
  return Object.entries(properties).map(([name, each]) => ({
    ...{ name, in: 'query', schema: each },
    ...(required.includes(name) ? { required: true } : {}),
  }));
}

const withDefs = z.looseObject({
  $schema: z.optional(z.string()),
  $defs: z._default(z.record(z.string(), z.record(z.string(), z.unknown())), {}),
});

/** The schema as JSON Schema, with what it shares with others among the components. */
function hoisted(type: z.ZodMiniType, io: 'input' | 'output', components: Record<string, Schema>): Schema {
  const made = z.toJSONSchema(type, {
    ...{ io, metadata: named, unrepresentable: 'any' },
    override: ({ zodSchema, jsonSchema }) => void Object.assign(jsonSchema, meant.get(zodSchema)),
  });
  const moved: unknown = JSON.parse(JSON.stringify(made).replaceAll('#/$defs/', '#/components/schemas/'));
  const { $schema: _same, $defs, id: _named, ...schema } = withDefs.parse(moved);
  for (const [name, { id: _id, ...definition }] of Object.entries($defs)) components[name] = definition;
  return schema;
}
