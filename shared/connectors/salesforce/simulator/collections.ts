import * as z from 'zod';
import type { SimulatedRequest, SimulatedResponse } from '../../../connector-kit/simulator/simulator.ts';
import { answering, ok, refusal, wrongVerb } from './answers.ts';
import type { SalesforceState } from './state.ts';
import { create, remove, update, upsert } from './write.ts';

const records = z.strictObject({
  allOrNone: z.boolean().optional(),
  records: z
    .array(z.looseObject({ attributes: z.looseObject({ type: z.string() }), id: z.string().optional() }))
    .max(200),
});
type Given = z.output<typeof records>['records'][number];

/**
 * Up to 200 rows, each with an outcome of its own; `composite/sobjects`, and below it an object and its external id for
 * an upsert. https://developer.salesforce.com/docs/platform/api-rest/guide/resources-composite-sobjects-collections
 */
export function collections(state: SalesforceState, request: SimulatedRequest): SimulatedResponse {
  const { method } = request;
  const [, , , field] = request.path.split('/');
  if (method === 'DELETE') {
    const ids = (request.query.get('ids') ?? '').split(',').filter((id) => id !== '');
    const outcomes = ids.map((id) => ({ id, answer: answering(() => removeAny(state, id)) }));
    return ok(outcomes.map(({ id, answer }) => outcome(id, answer)));
  }
  if (method !== 'POST' && method !== 'PATCH') return wrongVerb(method);
  const given = records.safeParse(request.body);
  if (!given.success) return refusal(400, 'JSON_PARSER_ERROR', 'The body is no collection of records.');
  const write = (record: Given): SimulatedResponse => writeOne(state, method, record, field);
  return ok(
    given.data.records.map((record) =>
      outcome(
        record.id,
        answering(() => write(record)),
      ),
    ),
  );
}

function writeOne(
  state: SalesforceState,
  method: 'POST' | 'PATCH',
  { attributes: { type }, id, ...fields }: Given,
  field: string | undefined,
): SimulatedResponse {
  if (method === 'POST') return create(state, type, fields);
  if (field === undefined) return update(state, type, id ?? '', fields);
  const { [field]: key, ...others } = fields;
  return upsert(state, type, [field, String(key ?? '')], others);
}

const removeAny = (state: SalesforceState, id: string): SimulatedResponse => {
  const object = [...state.rows].find(([, rows]) => rows.has(id))?.[0] ?? '';
  return remove(state, object, id);
};

const refusals = z.array(
  z.object({ errorCode: z.string(), message: z.string(), fields: z.array(z.string()).default([]) }),
);

function outcome(id: string | undefined, { status, body }: SimulatedResponse): object {
  if (status < 300) return status === 204 ? { id, success: true, errors: [] } : Object(body);
  const errors = refusals
    .parse(body)
    .map(({ errorCode, ...others }) => ({ statusCode: errorCode, ...others }));
  return { ...(id === undefined ? {} : { id }), success: false, errors };
}
