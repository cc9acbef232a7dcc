import type { SimulatedResponse } from '../../../connector-kit/simulator/simulator.ts';
import { notFound, Refusal, refusal } from './answers.ts';
import { derived } from './derived.ts';
import { isId, longId } from './ids.ts';
import type { Field } from './objects.ts';
import { objectOfId, seenFields } from './query.ts';
import type { SalesforceState, Stored } from './state.ts';

type Body = Readonly<Record<string, unknown>>;

/** The body of a write, or why it is none. */
export function bodyOf(given: unknown): Body {
  if (typeof given === 'object' && given !== null && !Array.isArray(given)) return { ...given };
  throw new Refusal(400, 'JSON_PARSER_ERROR', 'The HTTP entity body is required, but this request has none.');
}

export function create(
  state: SalesforceState,
  object: string,
  given: unknown,
  { allowDuplicates = false }: { readonly allowDuplicates?: boolean } = {},
): SimulatedResponse {
  const values = checked(state, object, bodyOf(given), 'c');
  const missing = seenFields(state, object).filter(
    ({ name, may }) => may?.includes('r') && values[name] == null,
  );
  if (missing.length > 0) {
    const names = missing.map(({ name }) => name);
    throw new Refusal(
      400,
      'REQUIRED_FIELD_MISSING',
      `Required fields are missing: [${names.join(', ')}]`,
      names,
    );
  }
  const row = derived(state, object, { ...defaults(state, object), ...values }, values);
  refuseSecond(state, object, row, allowDuplicates);
  return { status: 201, body: { id: state.add(object, row).Id, success: true, errors: [] } };
}

export function update(
  state: SalesforceState,
  object: string,
  id: string,
  given: unknown,
): SimulatedResponse {
  const row = found(state, object, id);
  if (row === undefined) return notFound();
  if (row.IsDeleted === true) return refusal(404, 'ENTITY_IS_DELETED', 'entity is deleted');
  lock(state);
  const values = checked(state, object, bodyOf(given), 'u');
  state.change(object, row, derived(state, object, { ...row, ...values }, values));
  return { status: 204 };
}

export function remove(state: SalesforceState, object: string, id: string): SimulatedResponse {
  const row = found(state, object, id);
  if (row === undefined) return notFound();
  if (row.IsDeleted === true) return refusal(404, 'ENTITY_IS_DELETED', 'entity is deleted');
  lock(state);
  state.remove(object, row, 'binned');
  return { status: 204 };
}

/** By a custom field that is an external id. https://developer.salesforce.com/docs/platform/api-rest/guide/dome_upsert */
export function upsert(
  state: SalesforceState,
  object: string,
  [field = '', value = '']: readonly string[],
  given: unknown,
): SimulatedResponse {
  const key = seenFields(state, object).find(({ name }) => name === field);
  if (key?.externalId !== true)
    return refusal(
      404,
      'NOT_FOUND',
      `Provided external ID field does not exist or is not accessible: ${field}`,
    );
  const body = bodyOf(given);
  if (field in body)
    throw new Refusal(
      400,
      'INVALID_FIELD',
      `The ${field} field should not be specified in the sobject data.`,
    );
  const matches = [...state.of(object).values()].filter(
    (row) => row.IsDeleted !== true && String(row[field] ?? '').toLowerCase() === value.toLowerCase(),
  );
  if (matches.length > 1)
    return {
      status: 300,
      body: matches.map(({ Id }) => `/services/data/v67.0/sobjects/${object}/${String(Id)}`),
    };
  const [match] = matches;
  if (match === undefined) {
    const made = create(state, object, { ...body, [field]: value });
    return { status: 201, body: { ...Object(made.body), created: true } };
  }
  update(state, object, String(match.Id), body);
  return { status: 200, body: { id: match.Id, success: true, errors: [], created: false } };
}

export const found = (state: SalesforceState, object: string, id: string): Stored | undefined =>
  isId(id) ? state.seen(object, longId(id)) : undefined;

function lock(state: SalesforceState): void {
  if (state.locked <= 0) return;
  state.locked--;
  throw new Refusal(
    400,
    'UNABLE_TO_LOCK_ROW',
    'unable to obtain exclusive access to this record or 1 records: 003Wx0000000005IAA',
    [],
  );
}

function checked(state: SalesforceState, object: string, body: Body, may: 'c' | 'u'): Stored {
  const fields = new Map(seenFields(state, object).map((item) => [item.name, item]));
  const { attributes: _type, ...given } = body;
  const unknown = Object.keys(given).find((name) => !fields.has(name));
  if (unknown !== undefined)
    throw new Refusal(400, 'INVALID_FIELD', `No such column '${unknown}' on sobject of type ${object}`);
  const fixed = Object.keys(given).filter((name) => !fields.get(name)?.may?.includes(may));
  if (fixed.length > 0)
    throw new Refusal(
      400,
      'INVALID_FIELD_FOR_INSERT_UPDATE',
      `Unable to create/update fields: ${fixed.join(', ')}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`,
      fixed,
    );
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, parsed(state, fields.get(name), value)]),
  );
}

function parsed(state: SalesforceState, field: Field | undefined, value: unknown): Stored[string] {
  if (field === undefined || value === null) return null;
  const { name, type, length } = field;
  if (type === 'boolean' || type === 'double' || type === 'int') return scalar(field, value);
  if (typeof value !== 'string')
    throw new Refusal(
      400,
      'JSON_PARSER_ERROR',
      `Cannot deserialize instance of ${type} from ${typeof value} value`,
    );
  const refuse = (code: string, message: string) => new Refusal(400, code, message, [name]);
  if (length !== undefined && value.length > length)
    throw refuse('STRING_TOO_LONG', `${name}: data value too large: (max length=${length})`);
  if (type === 'reference') return referred(state, field, value);
  if (type === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value))
    throw refuse('INVALID_EMAIL_ADDRESS', `${name}: invalid email address: ${value}`);
  if (field.restricted === true && !field.values?.includes(value))
    throw refuse(
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      `${name}: bad value for restricted picklist field: ${value}`,
    );
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(value);
  const isMoment = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:?\d{2})$/.test(value);
  if ((type === 'date' && !isDay) || (type === 'datetime' && !isMoment))
    throw new Refusal(
      400,
      'JSON_PARSER_ERROR',
      `Cannot deserialize instance of ${type} from VALUE_STRING value ${value}`,
    );
  if (type === 'datetime') return new Date(value).toISOString();
  return value === '' ? null : value;
}

function scalar({ type }: Field, value: unknown): Stored[string] {
  if (type === 'boolean' && typeof value === 'boolean') return value;
  if (type !== 'boolean' && typeof value === 'number') return value;
  throw new Refusal(
    400,
    'JSON_PARSER_ERROR',
    `Cannot deserialize instance of ${type} from ${typeof value} value`,
  );
}

function referred(state: SalesforceState, { name, to = [] }: Field, value: string): string {
  const id = longId(value);
  if (!isId(value))
    throw new Refusal(400, 'MALFORMED_ID', `${name}: id value of incorrect type: ${value}`, [name]);
  if (to.includes('RecordType')) return id;
  const object = objectOfId(id) ?? '';
  const there = state.rows.has(object) ? found(state, object, id)?.IsDeleted === false : to.includes(object);
  if (to.includes(object) && there) return id;
  throw new Refusal(400, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', [name]);
}

function defaults(state: SalesforceState, object: string): Stored {
  const [OwnerId = null] = state.of('User').keys();
  if (object === 'CampaignMember') return { Status: 'Sent' };
  if (object !== 'Task') return { OwnerId };
  return { OwnerId, Status: 'Not Started', Priority: 'Normal', TaskSubtype: 'Task', IsRecurrence: false };
}

/** A person is in a campaign once; the org's duplicate rule compares names and addresses of contacts. */
function refuseSecond(state: SalesforceState, object: string, row: Stored, allowDuplicates: boolean): void {
  const others = [...state.of(object).values()].filter((item) => item.IsDeleted !== true);
  if (object === 'CampaignMember') {
    const twice = others.some(
      (item) => item.CampaignId === row.CampaignId && item.ContactId === row.ContactId,
    );
    if (twice) throw new Refusal(400, 'DUPLICATE_VALUE', 'Already a campaign member.', []);
  }
  if (object === 'Contact' && !allowDuplicates && row.Email != null) {
    const alike = others.some((item) => item.Email === row.Email && item.Name === row.Name);
    if (alike) throw new Refusal(400, 'DUPLICATES_DETECTED', 'Use one of these records?', []);
  }
}
