import { Refusal } from './answers.ts';
import { isId, longId } from './ids.ts';
import { type Field, foreign, objects } from './objects.ts';
import type { Condition, Literal, Query } from './soql.ts';
import type { SalesforceState, Stored } from './state.ts';

type Value = Stored[string];
const columnsOf = (state: SalesforceState, object: string): readonly Field[] =>
  (objects[object]?.fields ?? []).filter(({ name }) => !state.user.hiddenFields.has(`${object}.${name}`));

/** The object, as far as the sync's user may see it. */
export function seenFields(state: SalesforceState, object: string): readonly Field[] {
  const fields = columnsOf(state, object);
  if (fields.length > 0) return fields;
  throw new Refusal(400, 'INVALID_TYPE', `sObject type '${object}' is not supported.`);
}

/** Rows that a query finds, in its order. */
export function run(state: SalesforceState, query: Query, all: boolean): readonly Stored[] {
  if (query.object === 'PermissionSetAssignment') return permissions(state, query);
  const fields = seenFields(state, query.object);
  if (query.fields === 'ALL' && (query.limit === undefined || query.limit > 200))
    throw new Refusal(400, 'MALFORMED_QUERY', 'The SOQL FIELDS function must have a LIMIT of at most 200');
  if (typeof query.fields !== 'string') for (const name of query.fields) column(state, query.object, name);
  const matches = query.where === undefined ? () => true : test(state, query.object, query.where);
  const order = query.orderBy.map(({ path, descending }) => ({
    ...column(state, query.object, path),
    descending,
  }));
  const found = [...state.of(query.object).values()]
    .filter(
      (row) => state.visible(String(row.Id)) && (all || (row.IsDeleted !== true && row.IsArchived !== true)),
    )
    .filter(matches)
    .sort((a, b) => {
      for (const { read, descending } of order) {
        const sign = compare(read(a), read(b));
        if (sign !== 0) return descending ? -sign : sign;
      }
      return 0;
    });
  const names = fields.map(({ name }) => name);
  const shown = query.fields === 'ALL' ? names : query.fields === 'COUNT' ? [] : query.fields;
  return found
    .slice(0, query.limit ?? found.length)
    .map((row) =>
      Object.fromEntries(shown.map((name) => [name, column(state, query.object, name).read(row) ?? null])),
    );
}

/** Only what is asked about the sync's own user. */
function permissions(state: SalesforceState, { where }: Query): readonly Stored[] {
  const [user] = state.of('User').keys();
  const asked = JSON.stringify(where);
  const own = user !== undefined && asked.includes(user) && asked.includes('PermissionsViewAllData');
  return own && state.user.viewAll ? [{ Id: '0PaWx0000000001IAA' }] : [];
}

interface Column {
  readonly field: Field;
  readonly read: (row: Stored) => Value | undefined;
}

function column(state: SalesforceState, object: string, path: string): Column {
  const [first = '', rest] = path.split(/\.(.*)/s);
  const name = rest === undefined ? first : `${first}Id`;
  const field = columnsOf(state, object).find((item) => item.name.toLowerCase() === name.toLowerCase());
  const noColumn = `No such column '${path}' on entity '${object}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name.`;
  if (field === undefined) throw new Refusal(400, 'INVALID_FIELD', noColumn);
  if (rest === undefined) return { field, read: (row) => row[field.name] ?? null };
  const [target = ''] = field.to ?? [];
  const inner = column(state, target, rest);
  return {
    field: inner.field,
    read: (row) => inner.read(state.of(target).get(String(row[field.name])) ?? {}) ?? null,
  };
}

function test(state: SalesforceState, object: string, condition: Condition): (row: Stored) => boolean {
  if ('all' in condition) {
    const parts = condition.all.map((part) => test(state, object, part));
    return (row) => parts.every((part) => part(row));
  }
  if ('any' in condition) {
    const parts = condition.any.map((part) => test(state, object, part));
    return (row) => parts.some((part) => part(row));
  }
  const { field, read } = column(state, object, condition.path);
  const wanted = wantedOf(field, condition.literal);
  return (row) =>
    holds(compare(read(row) ?? null, wanted, field.type), condition.operator, read(row) ?? null, wanted);
}

const needed: { readonly [type: string]: Literal['kind'] } = {
  ...{ datetime: 'moment', date: 'day', boolean: 'boolean', int: 'number', double: 'number' },
};

/** Salesforce compares a field only with a literal of its own kind. */
function wantedOf({ name, type }: Field, literal: Literal): Value {
  const kind = needed[type] ?? 'text';
  if (literal.kind !== kind && literal.kind !== 'null')
    throw new Refusal(
      400,
      'INVALID_FIELD',
      `value of filter criterion for field '${name}' must be of type ${type} and should ${kind === 'text' ? '' : 'not '}be enclosed in quotes`,
    );
  if (type === 'textarea')
    throw new Refusal(400, 'INVALID_FIELD', `field '${name}' can not be filtered in a query call`);
  const isReference = type === 'id' || type === 'reference';
  if (!isReference || typeof literal.value !== 'string') return literal.value;
  if (!isId(literal.value))
    throw new Refusal(400, 'INVALID_QUERY_FILTER_OPERATOR', `invalid ID field: ${literal.value}`);
  return longId(literal.value);
}

function holds(sign: number, operator: string, value: Value, wanted: Value): boolean {
  if (operator === '=') return sign === 0;
  if (operator === '!=') return sign !== 0;
  if (value === null || wanted === null) return false;
  if (operator === '<') return sign < 0;
  if (operator === '<=') return sign <= 0;
  return operator === '>' ? sign > 0 : sign >= 0;
}

/** Nulls first; ids by their letters, moments as moments, other texts whatever their case. */
function compare(a: Value | undefined, b: Value | undefined, type?: string): number {
  const [left, right] = [comparable(a ?? null, type), comparable(b ?? null, type)];
  if (left === right) return 0;
  if (left === null) return -1;
  if (right === null) return 1;
  return left < right ? -1 : 1;
}
function comparable(value: Value, type?: string): string | number | null {
  if (value === null) return null;
  if (type === 'datetime') return Date.parse(String(value));
  if (typeof value !== 'string') return Number(value);
  return type === 'string' || type === 'picklist' || type === 'email' ? value.toLowerCase() : value;
}

/** The row as it goes out: moments with `+0000`, its type and address in front. */
export function shown(object: string, row: Stored, version: string): object {
  const types = new Map(objects[object]?.fields.map(({ name, type }) => [name, type]));
  const fields = Object.entries(row).map(([name, value]) => [
    name,
    types.get(name) === 'datetime' && typeof value === 'string'
      ? new Date(value).toISOString().replace('Z', '+0000')
      : value,
  ]);
  const url = `/services/data/${version}/sobjects/${object}/${String(row.Id)}`;
  return { attributes: { type: object, url }, ...Object.fromEntries(fields) };
}

export const objectOfId = (id: string): string | undefined =>
  Object.entries(objects).find(([, { prefix }]) => id.startsWith(prefix))?.[0] ?? foreign[id.slice(0, 3)];
