import type { Call, Send, StreamOperations } from '../../connector-kit/connector.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import type { ExternalRecord } from '../../domain/external.ts';
import { FaultError } from '../../domain/fault.ts';
import { me, type Person, type Settings, workspaces } from './schema.ts';

export async function workspacesOf(send: Send) {
  return parseResponse(await send({ method: 'GET', path: '/team' }), workspaces, 'The Workspaces').teams;
}

export async function ownUser(send: Send) {
  return parseResponse(await send({ method: 'GET', path: '/user' }), me, 'The account').user;
}

/** Everybody in the Workspace; they come at once. */
export async function peopleOf({ send, settings }: Call<Settings>): Promise<readonly Person[]> {
  const found = (await workspacesOf(send)).find(({ id }) => id === settings.workspaceId);
  if (found !== undefined) return found.members.map(({ user }) => user);
  throw new FaultError({
    kind: 'unauthorized',
    message: 'ClickUp does not let this token into the Workspace any more.',
  });
}

/** Owners and admins see everybody's hours. */
export const isAdmin = ({ role }: Person): boolean => role === 1 || role === 2;

/** Others see their own hours only: what they do not see proves nothing. */
export async function proveFullView(call: Call<Settings>): Promise<void> {
  const own = await ownUser(call.send);
  const found = (await peopleOf(call)).find(({ id }) => id === own.id);
  if (found !== undefined && isAdmin(found)) return;
  throw new FaultError({
    kind: 'forbidden',
    message: 'The account is no owner or admin of the Workspace and sees its own hours only.',
  });
}

/** Who was only invited has no name yet. */
const toRecord = ({ id, username, email }: Person): ExternalRecord => ({
  id: String(id),
  data: { id: String(id), username: username ?? email ?? null, email: email ?? null },
});

export const users: StreamOperations<Settings> = {
  list: async (call) => ({ records: (await peopleOf(call)).map(toRecord), deletedIds: [], next: null }),
  async get(call, id) {
    const found = (await peopleOf(call)).find((person) => String(person.id) === id);
    return found === undefined ? 'gone' : toRecord(found);
  },
};
