import { Validator } from '@seriousme/openapi-schema-validator';
import * as z from 'zod';
import { committed, described, schemas } from '../../support/openapi/document.ts';

export const title = 'a public OpenAPI checker agrees with the document, and notices when it is broken';

const verdict = z.looseObject({ valid: z.boolean(), errors: z.unknown().optional() });

async function check(document: Record<string, unknown>) {
  const validator = new Validator();
  const result = verdict.parse(await validator.validate(structuredClone(document)));
  return { ...result, version: validator.version };
}

/** The document with something in it that OpenAPI does not allow: what the checker has to see. */
const broken: Readonly<Record<string, Record<string, unknown>>> = {
  'a missing title': { ...committed, info: { version: '1' } },
  'a path that begins without /': { ...committed, paths: { integrations: {} } },
  'a parameter that lies nowhere': {
    ...committed,
    paths: { '/x': { get: { parameters: [{ name: 'id', in: 'body', schema: {} }], responses: {} } } },
  },
};

export async function demonstrate(): Promise<readonly string[]> {
  const { valid, errors, version } = await check(committed);
  if (!valid) throw new Error(`The checker refuses the document: ${JSON.stringify(errors).slice(0, 2000)}`);
  for (const [what, document] of Object.entries(broken))
    if ((await check(document)).valid) throw new Error(`The checker does not see ${what}.`);
  const own = JSON.stringify(committed);
  return [
    `docs/api/openapi.json is valid OpenAPI ${version} by @seriousme/openapi-schema-validator 2.11.0`,
    `${described.length} operations, ${Object.keys(schemas).length} shared schemas, ${Math.round(own.length / 1000)} kB`,
    `refused, as it must be: ${Object.keys(broken).join('; ')}`,
  ];
}
