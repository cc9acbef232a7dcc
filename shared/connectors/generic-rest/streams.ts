import * as z from 'zod';
import type { Call, StreamOperations } from '../../connector-kit/connector.ts';
import { drifted } from '../../connector-kit/faults.ts';
import type { HttpResponse, RequestDescription } from '../../connector-kit/http.ts';
import { parseJson, parseShape, record } from '../../connector-kit/parse.ts';
import type { ExternalData, ExternalPage, ExternalRecord, ReadWindow } from '../../domain/external.ts';
import { FaultError } from '../../domain/fault.ts';
import { readPath, writePath } from '../../domain/paths.ts';
import type { FieldValue, Instant } from '../../domain/values.ts';
import { nextCursor, pageRequest } from './pagers.ts';
import type { Settings, StreamSettings } from './schema.ts';

const anyJson: z.ZodType<FieldValue> = z.json();

/** The operations of one collection, read out of its settings. */
export function streamOperations(stream: StreamSettings): StreamOperations<Settings> {
  const item = (id: string) => stream.item.replaceAll('{id}', encodeURIComponent(id));
  const wrap = (data: ExternalData) => (stream.wrapper === undefined ? data : { [stream.wrapper]: data });
  const write = stream.readOnly
    ? {}
    : {
        create: async (call: Call<Settings>, data: ExternalData, idempotencyKey: string) => {
          const header = call.settings.idempotencyHeader;
          const response = await call.send({
            method: 'POST',
            path: stream.list,
            body: wrap(
              stream.externalKey === undefined
                ? data
                : writePath(data, stream.externalKey.pointer, idempotencyKey),
            ),
            headers: header === undefined ? {} : { [header]: idempotencyKey },
          });
          return readOne(stream, response, 'The created record');
        },
        update: async (call: Call<Settings>, id: string, data: ExternalData) => {
          const body = stream.updateVerb === 'PUT' ? { ...(await readWhole(call, id)), ...data } : data;
          const response = await call.send({ method: stream.updateVerb, path: item(id), body: wrap(body) });
          if (response.text === '') return existing(await get(call, id));
          return readOne(stream, response, 'The changed record');
        },
        delete: async (call: Call<Settings>, id: string) => {
          const response = await call.send(
            { method: 'DELETE', path: item(id) },
            { accept: stream.notFoundStatuses },
          );
          return stream.notFoundStatuses.includes(response.status) ? ('gone' as const) : ('deleted' as const);
        },
      };
  const get = async (call: Call<Settings>, id: string): Promise<ExternalRecord | 'gone'> => {
    const response = await call.send({ method: 'GET', path: item(id) }, { accept: stream.notFoundStatuses });
    if (stream.notFoundStatuses.includes(response.status)) return 'gone';
    const found = readOne(stream, response, 'The record');
    return isDeleted(stream, found.data) ? 'gone' : found;
  };
  /** PUT replaces: what we do not map must be sent back as it is. */
  const readWhole = async (call: Call<Settings>, id: string): Promise<ExternalData> => {
    return existing(await get(call, id)).data;
  };
  return {
    list: (call, window) => list(stream, call, window),
    get,
    findByKey: (call, key) => findByKey(stream, call, key),
    ...write,
  };
}

async function findByKey(
  stream: StreamSettings,
  call: Call<Settings>,
  key: string,
): Promise<ExternalRecord | 'none' | 'unsupported'> {
  if (stream.externalKey === undefined) return 'unsupported';
  const { param } = stream.externalKey;
  const { records } = await readPage(stream, call, { path: stream.list, query: { [param]: key } });
  return records.find(({ ownKey }) => ownKey === key) ?? 'none';
}

function existing(found: ExternalRecord | 'gone'): ExternalRecord {
  if (found !== 'gone') return found;
  throw new FaultError({ kind: 'not-found', message: 'The record is gone in the external system.' });
}

async function list(stream: StreamSettings, call: Call<Settings>, window: ReadWindow): Promise<ExternalPage> {
  const { link, query } = pageRequest(stream.pager, window.cursor);
  const since =
    window.since === null || stream.since === undefined
      ? undefined
      : formatTime(window.since, stream.since.format);
  const changedSince = stream.since === undefined ? {} : { [stream.since.param]: since };
  const { records, json, response, total } = await readPage(stream, call, {
    path: link ?? stream.list,
    query: link === undefined ? { ...query, ...changedSince } : {},
  });
  return {
    records: records.filter(({ data }) => !isDeleted(stream, data)),
    deletedIds: records.filter(({ data }) => isDeleted(stream, data)).map(({ id }) => id),
    next: nextCursor(stream.pager, window.cursor, { json, count: records.length, response }),
    ...(typeof total === 'number' ? { total } : {}),
  };
}

async function readPage(
  stream: StreamSettings,
  call: Call<Settings>,
  request: Pick<RequestDescription, 'path' | 'query'>,
) {
  const response = await call.send({ method: 'GET', ...request });
  const json = parseShape(parseJson(response, 'The list'), anyJson, 'The list');
  const items = stream.itemsPointer === undefined ? json : readPath(json, stream.itemsPointer);
  if (!Array.isArray(items))
    throw drifted('The list', stream.itemsPointer ?? '', 'expected a list of records');
  const records = items.map((data: FieldValue, at) =>
    toRecord(stream, parseShape(data, record, `Record ${at} of the list`)),
  );
  const total = stream.totalPointer === undefined ? undefined : readPath(json, stream.totalPointer);
  return { records, json, response, total };
}

function readOne(stream: StreamSettings, response: HttpResponse, what: string): ExternalRecord {
  const json = parseShape(parseJson(response, what), record, what);
  const inner = stream.wrapper === undefined ? json : json[stream.wrapper];
  return toRecord(stream, parseShape(inner, record, what));
}

function toRecord(stream: StreamSettings, data: ExternalData): ExternalRecord {
  const id = readPath(data, stream.idPointer);
  if ((typeof id !== 'string' && typeof id !== 'number') || id === '')
    throw drifted('A record', stream.idPointer, 'it has no id');
  const updatedAt =
    stream.updatedAt === undefined
      ? undefined
      : readTime(readPath(data, stream.updatedAt.pointer), stream.updatedAt.format);
  const ownKey = stream.externalKey === undefined ? undefined : readPath(data, stream.externalKey.pointer);
  return {
    id: String(id),
    data,
    ...(updatedAt === undefined ? {} : { updatedAt }),
    ...(typeof ownKey === 'string' && ownKey !== '' ? { ownKey } : {}),
  };
}

const isDeleted = (stream: StreamSettings, data: ExternalData): boolean =>
  stream.deletedFlag !== undefined && readPath(data, stream.deletedFlag.pointer) === stream.deletedFlag.value;

type TimeFormat = 'iso' | 'epoch-seconds' | 'epoch-milliseconds';

const zoned = /(Z|[+-]\d{2}:?\d{2})$/i;
const clock = /\d[T ]\d{2}:\d{2}/;

function readTime(value: FieldValue | undefined, format: TimeFormat): Instant | undefined {
  if (value === null || value === undefined) return undefined;
  const milliseconds =
    format === 'iso' ? parseIso(String(value)) : Number(value) * (format === 'epoch-seconds' ? 1000 : 1);
  const time = new Date(milliseconds);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}

/** Systems that leave the zone out mean UTC; `Date.parse` would take the zone of this machine. */
const parseIso = (text: string): number =>
  Date.parse(clock.test(text) && !zoned.test(text) ? `${text.replace(' ', 'T')}Z` : text);

function formatTime(instant: Instant, format: TimeFormat): string | number {
  if (format === 'iso') return instant;
  return format === 'epoch-seconds' ? Math.floor(Date.parse(instant) / 1000) : Date.parse(instant);
}
