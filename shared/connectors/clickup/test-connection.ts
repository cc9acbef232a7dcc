import type { Call } from '../../connector-kit/connector.ts';
import type { ConnectionStep } from '../../domain/external.ts';
import { keepsKeys } from './choices.ts';
import { fieldsOf, listOf } from './custom-fields.ts';
import { ownUser, seesAll } from './people.ts';
import type { Settings } from './schema.ts';
import { allLists, listsIn, taskStreams } from './task-streams.ts';

export async function testConnection(call: Call<Settings>) {
  const { id, username } = await ownUser(call);
  const account = username ?? String(id);
  const hours = (await seesAll(call)) ? '' : ' Hours of others take an admin.';
  for (const list of allLists(call.settings)) await listOf(call, list);
  const steps: readonly ConnectionStep[] = [
    { step: 'signed-in', ok: true, message: `Signed in as ${account}.` },
    { step: 'may-read', ok: true, message: `The Lists can be read.${hours}` },
    ...(await lacking(call)),
  ];
  return { steps, apiVersion: 'v2', account };
}

/** A field that new tasks do not have would lose our key, and a lost answer would make a task twice. */
async function lacking(call: Call<Settings>): Promise<readonly ConnectionStep[]> {
  const { keyFieldId } = call.settings;
  const first = taskStreams.flatMap(([, stream]) => listsIn(call.settings, stream).slice(0, 1));
  for (const list of keyFieldId === undefined ? [] : first)
    if (!(await fieldsOf(call, list)).some(({ id, type }) => id === keyFieldId && keepsKeys(type)))
      return [
        {
          step: 'may-write',
          ok: false,
          message: 'The field for our key is no text field of the List.',
          cure: 'Add it to the first List and the first List of events, or choose none.',
        },
      ];
  return [];
}
