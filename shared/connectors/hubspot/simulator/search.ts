import type { SimulatedResponse } from '../../../connector-kit/simulator/simulator.ts';
import { type Body, bodyOf, invalid, listIn, ok, strangers, textIn } from './answers.ts';
import { shownItem } from './shown-item.ts';
import type { HubSpotState, Item } from './state.ts';

const mostResults = 10_000;
const operators: { readonly [name: string]: (found: number, asked: number) => boolean } = {
  ...{ EQ: (a, b) => a === b, GT: (a, b) => a > b, GTE: (a, b) => a >= b },
  ...{ LT: (a, b) => a < b, LTE: (a, b) => a <= b },
};

/** What the index knows of it, as a number: ids and times. */
function indexedValue(item: Item, name: string): number {
  if (name === 'hs_object_id') return Number(item.id);
  if (name === 'lastmodifieddate' || name === 'hs_lastmodifieddate') return Date.parse(item.updatedAt);
  const value = item.properties[name] ?? '';
  return Number.isNaN(Number(value)) ? Date.parse(value) : Number(value);
}

function matches(state: HubSpotState, item: Item, filter: Body | undefined): boolean | SimulatedResponse {
  const [name, operator, value] = ['propertyName', 'operator', 'value'].map((part) => textIn(filter, part));
  const compare = operators[operator ?? ''];
  if (name === undefined || state.definition(item.type, name) === undefined)
    return invalid(`There was a problem with the request: no property ${name}`);
  if (compare === undefined || value === undefined)
    return invalid('There was a problem with the request: operator or value');
  return compare(indexedValue(item, name), Number(value));
}

/** Sees what the index knows, which is late; archived records are in no index. */
export function search(state: HubSpotState, type: Item['type'], body: Body | undefined): SimulatedResponse {
  if (body === undefined) return invalid('Invalid input JSON');
  const known = ['filterGroups', 'sorts', 'properties', 'limit', 'after', 'query'];
  const strange = strangers(body, known);
  if (strange !== undefined) return strange;
  const [limit, after] = [Number(body.limit ?? 10), Number(body.after ?? 0)];
  const groups = listIn(body, 'filterGroups').map((group) => listIn(bodyOf(group), 'filters').map(bodyOf));
  const [sort, second] = listIn(body, 'sorts').map(bodyOf);
  if (limit > 200 || !Number.isInteger(after)) return invalid('limit or after is not valid');
  if (after + limit > mostResults) return invalid(`The requested page exceeds ${mostResults} results`);
  if (groups.length > 5 || groups.some((filters) => filters.length > 6) || second !== undefined)
    return invalid('Too many filters or sorts');
  const found: Item[] = [];
  for (const item of state.indexed(type)) {
    const verdicts = groups.map((filters) => filters.map((filter) => matches(state, item, filter)));
    for (const verdict of verdicts.flat()) if (typeof verdict === 'object') return verdict;
    if (groups.length === 0 || verdicts.some((group) => group.every((verdict) => verdict === true)))
      found.push(item);
  }
  const by = textIn(sort, 'propertyName') ?? 'hs_object_id';
  const sign = textIn(sort, 'direction') === 'DESCENDING' ? -1 : 1;
  found.sort((a, b) => sign * (indexedValue(a, by) - indexedValue(b, by)));
  const items = found.slice(after, after + limit);
  const next = after + limit < found.length ? { paging: { next: { after: String(after + limit) } } } : {};
  const names = listIn(body, 'properties').map(String);
  return ok({ total: found.length, results: items.map((item) => shownItem(state, item, names)), ...next });
}
