import type { Call } from '../../connector-kit/connector.ts';
import { parseJson, parseResponse, parseShape } from '../../connector-kit/parse.ts';
import { toInstant } from '../../domain/dates.ts';
import type { ExternalData, ExternalRecord } from '../../domain/external.ts';
import { FaultError } from '../../domain/fault.ts';
import type { Kind } from './kinds.ts';
import { found, type Row, row, type Settings } from './schema.ts';

/** The API of this version; paths in answers and inside composite requests are written so as well. */
export const apiPath = (version: string, path: string): string => `/services/data/v${version}${path}`;
export const pathOf = ({ settings }: Call<Settings>, path: string): string =>
  apiPath(settings.apiVersion, path);

/** Salesforce writes moments with `+0000`; here they end with `Z`, and rows tell nothing of their own address. */
function plain({ attributes: _address, ...data }: ExternalData): ExternalData {
  const fields = Object.entries(data).map(([name, value]) => [
    name,
    typeof value === 'string' && moment.test(value) ? toInstant(value) : value,
  ]);
  return Object.fromEntries(fields);
}
const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}\+0000$/;

/**
 * The row, with every field that its kind relies on. A field that is hidden from our user is left out of an answer
 * without a word: taken for empty, it would empty ours.
 */
export function wholeRow(kind: Kind, given: Row): Row {
  const missing = kind.needs.find((field) => !Object.hasOwn(given, field));
  if (missing === undefined) return parseShape(plain(given), row, 'The record');
  throw new FaultError({
    kind: 'forbidden',
    message: `Salesforce hides the field ${missing} of ${kind.object} from the sync’s user: let it see the field.`,
    pointer: `/${missing}`,
  });
}

export const keyFieldOf = (kind: Kind, { keyFields = [] }: Settings): string | undefined =>
  keyFields.find((field) => field.startsWith(`${kind.object}.`))?.slice(kind.object.length + 1);

/** A row as the sync sees it. */
export function toRecord(kind: Kind, whole: Row, settings: Settings): ExternalRecord {
  const key = keyFieldOf(kind, settings);
  const ownKey = key === undefined ? undefined : whole[key];
  return {
    id: whole.Id,
    data: kind.shape?.(whole, settings) ?? whole,
    updatedAt: whole.SystemModstamp,
    ...(typeof ownKey === 'string' && ownKey !== '' ? { ownKey } : {}),
  };
}

/** Rows that a query finds; `all` looks into the recycle bin and the archive as well. */
export async function query(
  call: Call<Settings>,
  kind: Kind,
  soql: string,
  all: 'all' | 'present',
): Promise<{ readonly rows: readonly Row[]; readonly done: boolean }> {
  const path = pathOf(call, all === 'all' ? '/queryAll' : '/query');
  const response = await call.send({ method: 'GET', path, query: { q: soql } });
  const { records, done } = parseResponse(response, found, `The list of ${kind.object}`);
  return { rows: records.map((item) => wholeRow(kind, item)), done };
}

/** One row by its id, or the words with which Salesforce did not find it. */
export async function readRow(call: Call<Settings>, kind: Kind, id: string): Promise<Row | NotFound> {
  const path = pathOf(call, `/sobjects/${kind.object}/${encodeURIComponent(id)}`);
  const response = await call.send({ method: 'GET', path }, { accept: [404] });
  if (response.status === 404) return { missing: parseJson(response, 'The refusal') };
  return wholeRow(kind, parseResponse(response, row, `The ${kind.object}`));
}

interface NotFound {
  readonly missing: unknown;
}
