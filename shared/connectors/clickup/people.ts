import type { Call, Send, StreamOperations } from '../../connector-kit/connector.ts';
import type { ExternalRecord } from '../../domain/external.ts';
import { FaultError } from '../../domain/fault.ts';
import { get } from './ask.ts';
import { notInWorkspace } from './faults.ts';
import { me, type Person, type Settings, workspaces } from './schema.ts';

interface Sender {
  readonly send: Send;
}
export const workspacesOf = async (call: Sender) => (await get(call, '/team', workspaces)).teams;
export const ownUser = async (call: Sender) => (await get(call, '/user', me)).user;

/** Everybody in the Workspace; they come at once. */
export async function peopleOf(call: Call<Settings>): Promise<readonly Person[]> {
  const found = (await workspacesOf(call)).find(({ id }) => id === call.settings.workspaceId);
  if (found !== undefined) return found.members.map(({ user }) => user);
  throw new FaultError({ kind: 'unauthorized', message: notInWorkspace });
}

/** Whether the account is an owner or admin: they see everybody's hours. */
export async function seesAll(call: Call<Settings>): Promise<boolean> {
  const own = await ownUser(call);
  const { role } = (await peopleOf(call)).find(({ id }) => id === own.id) ?? {};
  return role === 1 || role === 2;
}

/** Others see their own hours only: what they do not see proves nothing. */
export async function proveFullView(call: Call<Settings>): Promise<void> {
  if (await seesAll(call)) return;
  throw new FaultError({
    kind: 'forbidden',
    message: 'The account is no owner or admin and sees its own hours only.',
  });
}

/** Who was only invited has no name yet. */
const toRecord = ({ id, username, email }: Person): ExternalRecord => ({
  id: String(id),
  data: { username: username ?? email ?? null, email: email ?? null },
});

export const users: StreamOperations<Settings> = {
  list: async (call) => ({ records: (await peopleOf(call)).map(toRecord), deletedIds: [], next: null }),
  async get(call, id) {
    const found = (await peopleOf(call)).find((person) => String(person.id) === id);
    return found === undefined ? 'gone' : toRecord(found);
  },
};
