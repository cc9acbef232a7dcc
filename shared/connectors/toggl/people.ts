import * as z from 'zod';
import type { Call, StreamOperations } from '../../connector-kit/connector.ts';
import { drifted } from '../../connector-kit/faults.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import type { ExternalRecord } from '../../domain/external.ts';
import { type Settings, user } from './schema.ts';

/** Everybody at once: the list has no pages. */
async function readUsers(call: Call<Settings>): Promise<readonly ExternalRecord[]> {
  const path = `/workspaces/${call.settings.workspaceId}/users`;
  const found = parseResponse(await call.send({ method: 'GET', path }), z.array(user), 'The list of people');
  if (found.length === 0)
    throw drifted('The list of people', '', 'it is empty, though this account belongs to it');
  return found.map((data) => ({ id: String(data.id), data }));
}

export const users: StreamOperations<Settings> = {
  list: async (call) => ({ records: await readUsers(call), deletedIds: [], next: null }),
  /** Nobody can be read alone; who is not on the whole list belongs to the workspace no more. */
  get: async (call, id) => (await readUsers(call)).find((person) => person.id === id) ?? 'gone',
};
