import type { Call } from '../../connector-kit/connector.ts';
import { messageOf } from '../../connector-kit/faults.ts';
import type { HttpResponse } from '../../connector-kit/http.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import { FaultError } from '../../domain/fault.ts';
import * as at from './addresses.ts';
import { faultOfRow } from './batches.ts';
import type { Kind } from './kinds.ts';
import { batch, object, type Settings } from './schema.ts';

/** A custom property of ours with unique values: the key with which a record was created. */
export const stamp = 'britepool_key';

type Values = { readonly [name: string]: string };

/** HubSpot says in words only that the account has no such property; they name it. */
export const lacksStamp = ({ status, text }: HttpResponse): boolean => status === 400 && text.includes(stamp);

/**
 * Creates the record, or finds what an earlier try with this key made: the vendor's own upsert by a unique property.
 * `unstamped`: the account does not have the property and does not let us make it.
 */
export async function upsertByStamp(
  call: Call<Settings>,
  kind: Kind,
  properties: Values,
  key: string,
): Promise<string | 'unstamped'> {
  const known = await upsert(call, kind, properties, key);
  if (known !== 'unstamped' || !(await makeStamp(call, kind))) return known;
  return upsert(call, kind, properties, key);
}

async function upsert(
  call: Call<Settings>,
  kind: Kind,
  properties: Values,
  key: string,
): Promise<string | 'unstamped'> {
  const input = { idProperty: stamp, id: key, objectWriteTraceId: key, properties };
  const response = await call.send(
    { method: 'POST', path: `${at.objectsOf(kind.type)}/batch/upsert`, body: { inputs: [input] } },
    { accept: [400] },
  );
  if (lacksStamp(response)) return 'unstamped';
  if (response.status === 400)
    throw new FaultError({
      kind: 'rejected',
      message: `HubSpot refused it: ${messageOf(response)}`,
      httpStatus: 400,
    });
  const { results, errors = [] } = parseResponse(response, batch(object), 'The created record');
  const [made] = results;
  if (made !== undefined) return made.id;
  throw faultOfRow(errors[0] ?? {});
}

async function makeStamp(call: Call<Settings>, { type, what }: Kind): Promise<boolean> {
  const response = await call.send(
    {
      method: 'POST',
      path: at.propertiesOf(type),
      body: {
        ...{
          name: stamp,
          label: 'BritePool key',
          groupName: `${what}information`,
          type: 'string',
          fieldType: 'text',
        },
        hasUniqueValue: true,
      },
    },
    // 403: no scope for it. 400: the account has no room for a further one. 409: somebody made it meanwhile.
    { accept: [400, 403, 409] },
  );
  return response.status < 400 || response.status === 409;
}
