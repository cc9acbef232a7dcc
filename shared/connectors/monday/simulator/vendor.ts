import { buildSchema, graphql } from 'graphql';
import * as z from 'zod';
import type { SimulatedRequest, SimulatedResponse } from '../../../connector-kit/simulator/simulator.ts';
import { bodyOf, failure } from './answers.ts';
import type { MondayEvents } from './events.ts';
import { type LimitOptions, Limits } from './limits.ts';
import { type Asker, mutations } from './mutations.ts';
import { queries } from './queries.ts';
import { sdl } from './sdl.ts';
import { type MondayState, token } from './state.ts';

const served = ['2026-07', '2026-10', '2027-01'];
const question = z.object({
  query: z.string().min(1),
  variables: z.record(z.string(), z.json()).nullish(),
  operationName: z.string().nullish(),
});
const keySeconds = 1800;

/** monday.com’s one address and that of its sign-in, as strict as the vendor. */
export function mondayApi(state: MondayState, events: MondayEvents, options: LimitOptions) {
  const schema = buildSchema(sdl);
  const rootValue = { ...queries(state), ...mutations(state, events) };
  const limits = new Limits(options);
  const remembered = new Map<string, { readonly answer: SimulatedResponse; readonly until: number }>();

  async function run(asked: z.output<typeof question>, asker: Asker): Promise<SimulatedResponse> {
    const result = await graphql({
      ...{ schema, source: asked.query, rootValue, contextValue: asker },
      variableValues: asked.variables ?? {},
    });
    const errors = result.errors?.map((error) => error.toJSON());
    if (result.data === undefined && errors !== undefined) {
      const [first] = errors;
      return failure(400, 'GRAPHQL_VALIDATION_FAILED', first?.message ?? 'unreadable');
    }
    const more = { extensions: { request_id: 'practice' }, account_id: 1700001 };
    return { status: 200, body: { data: result.data, ...(errors === undefined ? {} : { errors }), ...more } };
  }

  async function once(key: string | undefined, work: () => Promise<SimulatedResponse>) {
    if (key === undefined) return work();
    if (!z.uuid().safeParse(key).success)
      return failure(400, 'InvalidArgumentException', 'Idempotency-Key is no UUID');
    const now = state.now().getTime();
    const known = remembered.get(key);
    if (known !== undefined && known.until > now)
      return { ...known.answer, headers: { ...known.answer.headers, 'idempotency-replayed': 'true' } };
    const answer = await work();
    remembered.set(key, { answer, until: now + keySeconds * 1000 });
    return answer;
  }

  return async (request: SimulatedRequest): Promise<SimulatedResponse> => {
    const signingIn = state.oauth.serve(request);
    if (signingIn !== undefined) return withoutLifetime(signingIn);
    if (request.path !== '/v2') return { status: 404, body: 'Not found' };
    if (request.method !== 'POST') return failure(400, 'InvalidArgumentException', 'Use POST');
    const { authorization } = request.headers;
    const isApp = state.oauth.accepts(`Bearer ${authorization ?? ''}`);
    if (authorization !== token && !isApp) return failure(401, 'UNAUTHORIZED', 'Not Authenticated');
    const asked = question.safeParse(request.body);
    if (!asked.success || !String(request.headers['content-type']).startsWith('application/json'))
      return failure(400, 'InvalidArgumentException', 'No query string was present');
    const version = request.headers['api-version'];
    if (version !== undefined && !served.includes(String(version)))
      return { ...failure(400, 'InvalidVersionException', 'API version does not exist'), status: 200 };
    const taken = limits.take(state.now());
    if (typeof taken !== 'function') return taken;
    const key = request.headers['idempotency-key'];
    const answer = await once(typeof key === 'string' ? key : undefined, () => run(asked.data, { isApp }));
    taken(JSON.stringify(answer.body).length);
    return { ...answer, headers: { ...answer.headers, ...limits.headers } };
  };
}

/** How long a token lives is said in the token alone. */
function withoutLifetime(answer: SimulatedResponse): SimulatedResponse {
  const { expires_in: _left, ...body } = bodyOf(answer.body);
  return answer.status === 200 ? { ...answer, body } : answer;
}
