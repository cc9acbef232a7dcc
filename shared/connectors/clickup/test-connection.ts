import type { Call } from '../../connector-kit/connector.ts';
import type { ConnectionStep } from '../../domain/external.ts';
import { keepsKeys } from './choices.ts';
import { fieldsOf, listOf } from './custom-fields.ts';
import { isAdmin, ownUser, workspacesOf } from './people.ts';
import type { Settings } from './schema.ts';
import { allLists } from './task-streams.ts';

export async function testConnection(call: Call<Settings>) {
  const { settings, send } = call;
  const own = await ownUser(send);
  const account = own.username ?? own.email ?? String(own.id);
  const workspace = (await workspacesOf(send)).find(({ id }) => id === settings.workspaceId);
  const steps: ConnectionStep[] = [{ step: 'signed-in', ok: true, message: `Signed in as ${account}.` }];
  if (workspace === undefined) steps.push(notInWorkspace);
  else {
    const member = workspace.members.find(({ user }) => user.id === own.id)?.user ?? own;
    for (const id of allLists(settings)) await listOf(call, id);
    steps.push(reading(workspace.name, isAdmin(member)), await writing(call));
  }
  return { steps, apiVersion: 'v2', account };
}

const notInWorkspace: ConnectionStep = {
  step: 'may-read',
  ok: false,
  message: 'This token is not allowed into the chosen Workspace.',
  cure: 'Sign in again and tick the Workspace, or choose another.',
};

const reading = (workspace: string, all: boolean): ConnectionStep => ({
  step: 'may-read',
  ok: true,
  message: all
    ? `The Lists of ${workspace} can be read.`
    : `The Lists of ${workspace} can be read. Hours of others cannot: that takes an owner or admin.`,
});

/** A field that new tasks do not have would lose our key, and a lost answer would make a task twice. */
async function writing(call: Call<Settings>): Promise<ConnectionStep> {
  const { keyFieldId, listIds, eventListIds } = call.settings;
  const first = [listIds[0], eventListIds[0]].flatMap((id) => id ?? []);
  if (keyFieldId !== undefined)
    for (const id of first) {
      const found = (await fieldsOf(call, id)).find((field) => field.id === keyFieldId);
      if (found === undefined || !keepsKeys(found.type))
        return {
          step: 'may-write',
          ok: false,
          message: `The field for our key is no text field of the List ${(await listOf(call, id)).name}.`,
          cure: 'Add the field to every List on which tasks are made, or choose none.',
        };
    }
  return { step: 'may-write', ok: true, message: 'Tasks can be made and changed.' };
}
