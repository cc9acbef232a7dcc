import type { StreamOperations } from '../../connector-kit/connector.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import { objectOf } from './addresses.ts';
import { companies, contacts, type Kind, meetings, tasks } from './kinds.ts';
import { listRecords } from './lists.ts';
import { getRecord, readQuery, withLinks } from './records.ts';
import { object, type Settings } from './schema.ts';
import { seats } from './seats.ts';
import { stamp } from './stamp.ts';
import { createRecord, deleteRecord, updateRecord } from './writes.ts';

const operations = (kind: Kind): StreamOperations<Settings> => ({
  list: (call, window) => listRecords(call, kind, window),
  get: (call, id) => getRecord(call, kind, id),
  create: (call, data, key) => createRecord(call, kind, data, key),
  update: (call, id, data) => updateRecord(call, kind, id, data),
  delete: (call, id) => deleteRecord(call, kind, id),
  async findByKey(call, key) {
    if (!kind.stamped) return 'unsupported';
    const query = { ...readQuery(call, kind), idProperty: stamp };
    const path = objectOf(kind.type, key);
    const response = await call.send({ method: 'GET', path, query }, { accept: [400, 404] });
    // The account does not have our property: nothing carries a key.
    if (response.status === 400) return 'unsupported';
    if (response.status === 404) return 'none';
    return withLinks(call, kind, parseResponse(response, object, `The ${kind.what}`));
  },
});

export const kinds: { readonly [stream: string]: Kind } = { contacts, companies, tasks, meetings };

export const streams: { readonly [name: string]: StreamOperations<Settings> } = {
  ...Object.fromEntries(Object.entries(kinds).map(([name, kind]) => [name, operations(kind)])),
  company_contacts: seats,
};
