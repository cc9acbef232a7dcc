import type { Call } from '../../connector-kit/connector.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import type { ExternalData, ExternalRecord } from '../../domain/external.ts';
import { FaultError } from '../../domain/fault.ts';
import type { FieldValue } from '../../domain/values.ts';
import * as at from './addresses.ts';
import type { Kind } from './kinds.ts';
import { relink } from './links.ts';
import { getRecord } from './records.ts';
import { object, type Properties, type Settings } from './schema.ts';
import { upsertByStamp } from './stamp.ts';

/** Every value of HubSpot is a text; an empty one clears. */
function text(value: FieldValue): string {
  if (value === null) return '';
  if (Array.isArray(value)) return value.map(text).join(';');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The properties to write, without what is an association. */
function written(call: Call<Settings>, kind: Kind, given: ExternalData, before: Properties) {
  const values: Record<string, FieldValue> = {};
  for (const [field, value] of Object.entries(given)) {
    if (Object.hasOwn(kind.links, field)) continue;
    const own = Object.hasOwn(kind.write, field) ? kind.write[field] : undefined;
    Object.assign(values, own === undefined ? { [field]: value } : own(value, before, call));
  }
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, text(value)]));
}

export async function createRecord(
  call: Call<Settings>,
  kind: Kind,
  data: ExternalData,
  key: string,
): Promise<ExternalRecord> {
  const properties = written(call, kind, { ...kind.defaults?.(call), ...data }, {});
  const stamped = kind.stamped ? await upsertByStamp(call, kind, properties, key) : 'unstamped';
  const id = stamped === 'unstamped' ? await createPlain(call, kind, properties, data) : stamped;
  return readBack(call, kind, id);
}

async function createPlain(
  call: Call<Settings>,
  kind: Kind,
  properties: { readonly [name: string]: string },
  data: ExternalData,
): Promise<string> {
  const associations = Object.entries(kind.links).flatMap(([field, { typeId }]) => {
    const id = data[field];
    const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: typeId }];
    return typeof id === 'string' ? [{ to: { id }, types }] : [];
  });
  const body = { properties, associations };
  const response = await call.send({ method: 'POST', path: at.objectsOf(kind.type), body });
  return parseResponse(response, object, `The created ${kind.what}`).id;
}

/** Fields whose new value depends on what stands there now. */
const dependent = ['full_name', 'due_day', 'contact_id', 'company_id'];

export async function updateRecord(
  call: Call<Settings>,
  kind: Kind,
  id: string,
  data: ExternalData,
): Promise<ExternalRecord> {
  const needsBefore = dependent.some((field) => Object.hasOwn(data, field));
  const before: ExternalData = needsBefore ? (await readBack(call, kind, id)).data : {};
  const texts = Object.entries(before).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  );
  const properties = written(call, kind, data, Object.fromEntries(texts));
  if (Object.keys(properties).length > 0)
    await call.send({ method: 'PATCH', path: at.objectOf(kind.type, id), body: { properties } });
  for (const [field, { to }] of Object.entries(kind.links))
    if (Object.hasOwn(data, field))
      await relink(call, { type: kind.type, id }, to, {
        before: before[field] ?? null,
        after: data[field] ?? null,
      });
  return readBack(call, kind, id);
}

/** The whole record, as any reader gets it: the answer to a change holds a part only. */
async function readBack(call: Call<Settings>, kind: Kind, id: string): Promise<ExternalRecord> {
  const record = await getRecord(call, kind, id);
  if (record !== 'gone') return record;
  throw new FaultError({ kind: 'not-found', message: `HubSpot has no ${kind.what} ${id} any more.` });
}

/** HubSpot says yes to every deletion, also of what is not there. */
export async function deleteRecord(
  call: Call<Settings>,
  kind: Kind,
  id: string,
): Promise<'deleted' | 'gone'> {
  if ((await getRecord(call, kind, id)) === 'gone') return 'gone';
  await call.send({ method: 'DELETE', path: at.objectOf(kind.type, id) });
  return 'deleted';
}
