import * as z from 'zod';
import type { SimulatedRequest, SimulatedResponse } from '../../../connector-kit/simulator/simulator.ts';
import { answering, ok, Refusal, refusal, wrongVerb } from './answers.ts';
import type { SalesforceState } from './state.ts';

const parts = z.strictObject({
  allOrNone: z.boolean().optional(),
  collateSubrequests: z.boolean().optional(),
  compositeRequest: z
    .array(
      z.strictObject({
        method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
        url: z.string(),
        referenceId: z.string().regex(/^[A-Za-z]\w*$/),
        body: z.unknown().optional(),
        httpHeaders: z.record(z.string(), z.string()).optional(),
      }),
    )
    .min(1)
    .max(25),
});

/** One resource below the version. */
type Resource = (state: SalesforceState, request: SimulatedRequest, version: string) => SimulatedResponse;

/** Up to 25 requests in one, later ones with the answers of earlier ones. https://developer.salesforce.com/docs/platform/api-rest/guide/resources-composite-composite-post */
export function composite(
  state: SalesforceState,
  request: SimulatedRequest,
  version: string,
  resource: Resource,
): SimulatedResponse {
  if (request.method !== 'POST') return wrongVerb(request.method);
  const given = parts.safeParse(request.body);
  if (!given.success) return refusal(400, 'JSON_PARSER_ERROR', 'The body is no composite request.');
  const { compositeRequest, allOrNone = false } = given.data;
  if (allOrNone) return refusal(400, 'INVALID_INPUT', 'The simulator does not roll back.');
  const answers = new Map<string, SimulatedResponse>();
  for (const part of compositeRequest) {
    if (answers.has(part.referenceId))
      return refusal(400, 'INVALID_INPUT', `referenceId ${part.referenceId} is not unique`);
    const answer = answering(() => {
      const url = new URL(filled(part.url, answers), 'http://org');
      const root = `/services/data/${version}/`;
      if (!url.pathname.startsWith(root))
        throw new Refusal(400, 'INVALID_INPUT', 'url has to begin with the version');
      const path = decodeURIComponent(url.pathname.slice(root.length));
      const headers = { 'content-type': 'application/json', ...part.httpHeaders };
      const inner = {
        ...request,
        method: part.method,
        path,
        query: url.searchParams,
        body: part.body,
        headers,
      };
      return resource(state, inner, version);
    });
    answers.set(part.referenceId, answer);
  }
  return ok({
    compositeResponse: [...answers].map(([referenceId, { status, body }]) => ({
      ...{ body: body ?? null, httpHeaders: {}, httpStatusCode: status, referenceId },
    })),
  });
}

/** `@{made.id}`, from the answer to an earlier part. */
const filled = (url: string, answers: ReadonlyMap<string, SimulatedResponse>): string =>
  url.replace(/@\{(\w+)\.(\w+)\}/g, (_, reference: string, field: string) => {
    const body: unknown = answers.get(reference)?.body;
    const value = typeof body === 'object' && body !== null ? Reflect.get(body, field) : undefined;
    if (typeof value === 'string') return value;
    throw new Refusal(
      400,
      'PROCESSING_HALTED',
      `Invalid reference specified. No value for ${reference}.${field} found in ${reference}`,
    );
  });
