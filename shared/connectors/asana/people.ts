import type * as z from 'zod';
import type { Call, StreamOperations } from '../../connector-kit/connector.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import type { ExternalPage, ExternalRecord, ReadWindow } from '../../domain/external.ts';
import { me, onePerson, people, type Settings } from './schema.ts';

const userFields = 'name,email';
const pageSize = 100;

const toPerson = (data: z.output<typeof onePerson>['data']): ExternalRecord => ({ id: data.gid, data });

async function listUsers(call: Call<Settings>, window: ReadWindow): Promise<ExternalPage> {
  const response = await call.send({
    method: 'GET',
    path: '/users',
    query: {
      workspace: call.settings.workspaceGid,
      limit: pageSize,
      opt_fields: userFields,
      offset: window.cursor ?? undefined,
    },
  });
  const { data, next_page } = parseResponse(response, people, 'The list of people');
  return { records: data.map(toPerson), deletedIds: [], next: next_page?.offset ?? null };
}

async function getUser(call: Call<Settings>, id: string): Promise<ExternalRecord | 'gone'> {
  const response = await call.send(
    { method: 'GET', path: `/users/${encodeURIComponent(id)}`, query: { opt_fields: userFields } },
    { accept: [404] },
  );
  return response.status === 404 ? 'gone' : toPerson(parseResponse(response, onePerson, 'The person').data);
}

export const users: StreamOperations<Settings> = { list: listUsers, get: getUser };

/** The account that the token acts for: its gid, name and workspaces. */
export async function ownAccount(call: Pick<Call<Settings>, 'send'>): Promise<z.output<typeof me>['data']> {
  const query = { opt_fields: 'name,workspaces' };
  const response = await call.send({ method: 'GET', path: '/users/me', query });
  return parseResponse(response, me, 'The account').data;
}
