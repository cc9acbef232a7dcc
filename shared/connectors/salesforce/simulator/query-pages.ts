import type { SimulatedRequest, SimulatedResponse } from '../../../connector-kit/simulator/simulator.ts';
import { ok, refusal } from './answers.ts';
import { run, shown } from './query.ts';
import { parseSoql } from './soql.ts';
import type { SalesforceState } from './state.ts';

/** Results of which not all pages were fetched, by their locator. */
const waiting = new WeakMap<SalesforceState, Map<string, { rows: readonly object[]; size: number }>>();

/** https://developer.salesforce.com/docs/platform/api-rest/guide/resources_query */
export function queryRows(
  state: SalesforceState,
  { path, query, headers }: SimulatedRequest,
  version: string,
): SimulatedResponse {
  const soql = query.get('q');
  if (soql === null || soql === '') return refusal(400, 'MALFORMED_QUERY', 'SOQL statement is empty');
  const parsed = parseSoql(soql);
  const found = run(state, parsed, path.startsWith('queryAll'));
  if (parsed.fields === 'COUNT') return ok({ totalSize: found.length, done: true, records: [] });
  const rows = found.map((row) => shown(parsed.object, row, version));
  const asked = /batchSize=(\d+)/.exec(String(headers['sforce-query-options'] ?? ''))?.[1];
  const size = Math.min(2000, Math.max(200, Number(asked ?? 2000)));
  return page(state, `01gWx000000${waiting.get(state)?.size ?? 0}`, { rows, size }, 0, version);
}

export function nextRows(state: SalesforceState, locator: string, version: string): SimulatedResponse {
  const [, name = '', from] = /^(\w+)-(\d+)$/.exec(locator) ?? [];
  const result = waiting.get(state)?.get(name);
  if (result === undefined) return refusal(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
  return page(state, name, result, Number(from), version);
}

function page(
  state: SalesforceState,
  name: string,
  result: { readonly rows: readonly object[]; readonly size: number },
  from: number,
  version: string,
): SimulatedResponse {
  const { rows, size } = result;
  const upTo = from + size;
  const records = rows.slice(from, upTo);
  if (upTo >= rows.length) return ok({ totalSize: rows.length, done: true, records });
  const known = waiting.get(state) ?? new Map();
  waiting.set(state, known.set(name, result));
  const nextRecordsUrl = `/services/data/${version}/query/${name}-${upTo}`;
  return ok({ totalSize: rows.length, done: false, nextRecordsUrl, records });
}
