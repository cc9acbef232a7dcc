import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import * as z from 'zod';
import { committed, type Described } from './document.ts';

const ajv = new Ajv2020({ strict: false, allErrors: false });
formats.default(ajv);
ajv.addSchema(committed, 'openapi.json');

const encoded = (part: string) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
const compiled = new Map<string, ValidateFunction | undefined>();

/** The validator of what stands at that place of the document, if anything does. */
function at(place: readonly string[]): ValidateFunction | undefined {
  const $ref = `openapi.json#/${place.map(encoded).join('/')}`;
  if (!compiled.has($ref)) compiled.set($ref, holds(place) ? ajv.compile({ $ref }) : undefined);
  return compiled.get($ref);
}

const part = z.record(z.string(), z.unknown());
const read = (place: readonly string[]): unknown =>
  place.reduce<unknown>((found, key) => part.safeParse(found).data?.[key], committed);
const holds = (place: readonly string[]) => read(place) !== undefined;

const placeOf = ({ path, method }: Described) => ['paths', path, method.toLowerCase()];

/** Whether the document allows that body. */
export const allowsBody = (operation: Described, body: unknown): boolean =>
  at([...placeOf(operation), 'requestBody', 'content', 'application/json', 'schema'])?.(body) === true;

export interface Given {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What is wrong with the answer by the document: nothing, when the list is empty. */
export function faultsOf(operation: Described, { statusCode, headers, body }: Given): readonly string[] {
  const place = placed([...placeOf(operation), 'responses'], String(statusCode));
  if (place === undefined) return [`the document knows no answer ${statusCode}`];
  const content = read([...place, 'content']);
  if (content === undefined) return body === '' ? [] : ['an answer without content has a body'];
  const [type = ''] = (headers['content-type'] ?? 'none').split(';');
  const validate = at([...place, 'content', type, 'schema']);
  if (validate === undefined) return [`the document knows no content-type ${type} of ${statusCode}`];
  const json: unknown = type.endsWith('json') ? JSON.parse(body) : body;
  const wrong = validate(json) ? [] : [ajv.errorsText(validate.errors)];
  return statusCode < 400 ? wrong : [...wrong, ...problemFaults(json, statusCode)];
}

/** The place of the answers with that status, or of its class (`4XX`), behind their references. */
function placed(responses: readonly string[], status: string): readonly string[] | undefined {
  const key = [status, `${status.slice(0, 1)}XX`].find((each) => holds([...responses, each]));
  if (key === undefined) return undefined;
  const $ref = part.safeParse(read([...responses, key])).data?.$ref;
  return typeof $ref === 'string' ? $ref.slice('#/'.length).split('/') : [...responses, key];
}

const refusal = z.looseObject({
  status: z.number(),
  code: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
  hint: z.string().min(1),
  requestId: z.string().min(1),
});

function problemFaults(json: unknown, status: number): readonly string[] {
  const parsed = refusal.safeParse(json);
  if (!parsed.success) return [`no code, hint or request id: ${JSON.stringify(json)}`];
  return parsed.data.status === status ? [] : ['the status in the document is another one'];
}
