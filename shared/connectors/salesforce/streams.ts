import type { Call, StreamOperations } from '../../connector-kit/connector.ts';
import { parseJson } from '../../connector-kit/parse.ts';
import type { ExternalData, ExternalRecord } from '../../domain/external.ts';
import { FaultError } from '../../domain/fault.ts';
import { events } from './events.ts';
import { campaigns, type Kind, tasks } from './kinds.ts';
import { list } from './list.ts';
import { contacts } from './people.ts';
import { whatBecame } from './proof.ts';
import { keyFieldOf, pathOf, query, readRow, toRecord, wholeRow } from './rows.ts';
import type { Row, Settings } from './schema.ts';
import { seats } from './seats.ts';
import { quoted, select } from './soql.ts';
import { sendWrite, writtenRow } from './write.ts';

async function get(call: Call<Settings>, kind: Kind, id: string): Promise<ExternalRecord | 'gone'> {
  const read = await readRow(call, kind, id);
  const row = 'missing' in read ? await whatBecame(call, kind, id, read.missing) : read;
  return row === 'gone' ? 'gone' : toRecord(kind, row, call.settings);
}

async function findByKey(
  call: Call<Settings>,
  kind: Kind,
  key: string,
): Promise<ExternalRecord | 'none' | 'unsupported'> {
  const field = keyFieldOf(kind, call.settings);
  if (field === undefined) return 'unsupported';
  const soql = select(kind.object, [`${field} = ${quoted(key)}`], { limit: 1 });
  const [row] = (await query(call, kind, soql, 'present')).rows;
  return row === undefined ? 'none' : toRecord(kind, row, call.settings);
}

const bodyOf = (kind: Kind, data: ExternalData, settings: Settings, before?: Row): ExternalData =>
  kind.body?.(data, settings, before) ?? data;

/** A create that is repeated under its key changes the record that the first one made. */
async function create(
  call: Call<Settings>,
  kind: Kind,
  data: ExternalData,
  key: string,
): Promise<ExternalRecord> {
  const { settings } = call;
  const field = keyFieldOf(kind, settings);
  const body = { ...kind.made?.(settings), ...bodyOf(kind, data, settings) };
  const underKey = field !== undefined && kind.upsert;
  const response = await sendWrite(call, kind, {
    method: underKey ? 'PATCH' : 'POST',
    path: `/${kind.object}${underKey ? `/${field}/${encodeURIComponent(key)}` : ''}`,
    body: field === undefined || underKey ? body : { ...body, [field]: key },
  });
  return toRecord(kind, wholeRow(kind, writtenRow(response)), settings);
}

async function update(
  call: Call<Settings>,
  kind: Kind,
  id: string,
  data: ExternalData,
): Promise<ExternalRecord> {
  const before = kind.looksBefore?.(data) === true ? await readRow(call, kind, id) : undefined;
  if (before !== undefined && 'missing' in before)
    throw new FaultError({
      kind: 'not-found',
      message: 'Salesforce does not find this record.',
      httpStatus: 404,
    });
  const response = await sendWrite(call, kind, {
    ...{ method: 'PATCH', id, path: `/${kind.object}/${encodeURIComponent(id)}` },
    body: bodyOf(kind, data, call.settings, before),
  });
  return toRecord(kind, wholeRow(kind, writtenRow(response)), call.settings);
}

async function remove(call: Call<Settings>, kind: Kind, id: string): Promise<'deleted' | 'gone'> {
  const path = pathOf(call, `/sobjects/${kind.object}/${encodeURIComponent(id)}`);
  const response = await call.send({ method: 'DELETE', path }, { accept: [404] });
  if (response.status !== 404) return 'deleted';
  const became = await whatBecame(call, kind, id, parseJson(response, 'The refusal'));
  if (became === 'gone') return 'gone';
  throw new FaultError({ kind: 'rejected', message: 'Salesforce does not let us delete this record.' });
}

const operationsOf = (kind: Kind): StreamOperations<Settings> => ({
  list: (call, window) => list(call, kind, window),
  get: (call, id) => get(call, kind, id),
  findByKey: (call, key) => findByKey(call, kind, key),
  create: (call, data, key) => create(call, kind, data, key),
  update: (call, id, data) => update(call, kind, id, data),
  delete: (call, id) => remove(call, kind, id),
});

/** The objects by the names of their streams. */
export const kinds: { readonly [stream: string]: Kind } = {
  contacts,
  tasks,
  events,
  campaigns,
  campaign_members: seats,
};

export const streams: { readonly [name: string]: StreamOperations<Settings> } = Object.fromEntries(
  Object.entries(kinds).map(([name, kind]) => [name, operationsOf(kind)]),
);
