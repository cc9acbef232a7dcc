import { type Call, defineConnector } from '../../connector-kit/connector.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import type { ConnectionStep } from '../../domain/external.ts';
import { choices } from './choices.ts';
import { entries } from './entries.ts';
import { checkWebhook, registerWebhooks, unregisterWebhook } from './hooks.ts';
import { manifest } from './manifest.ts';
import { users } from './people.ts';
import { budget, classify, isAdministrator } from './proof.ts';
import { me, type Settings, settings } from './schema.ts';
import { tasks, tasksAllowed } from './tasks.ts';
import { readWebhook } from './webhook.ts';

export const toggl = defineConnector<Settings>({
  manifest,
  settings,
  /** The word `api_token` stands where a password would. */
  authorize: (_authType, { apiToken = '' }) => ({
    headers: { authorization: `Basic ${Buffer.from(`${apiToken}:api_token`).toString('base64')}` },
  }),
  choices,
  budget,
  async test(call) {
    const account = parseResponse(await call.send({ method: 'GET', path: '/me' }), me, 'The account');
    const signedIn = { step: 'signed-in' as const, ok: true, message: `Signed in as ${account.fullname}.` };
    const may = await mayRead(call);
    const steps = [signedIn, may, ...(may.ok ? [await mayWrite(call)] : [])];
    return { steps, apiVersion: 'v9', account: account.fullname };
  },
  streams: () => ({ users, tasks, time_entries: entries }),
  classify,
  webhook: readWebhook,
  hooks: { register: registerWebhooks, unregister: unregisterWebhook, check: checkWebhook },
});

/** Others see their own entries only, and the missing ones would look as if they were deleted. */
async function mayRead(call: Call<Settings>): Promise<ConnectionStep> {
  return (await isAdministrator(call))
    ? { step: 'may-read', ok: true, message: 'Everybody’s time entries can be read.' }
    : {
        step: 'may-read',
        ok: false,
        message:
          'This account is no administrator of the workspace and sees only a part of the time entries.',
        cure: 'Use the token of an administrator, or make this account one (Members → the person → Access).',
      };
}

/** Tasks belong to paid plans; whoever syncs them without one should know before the first run ends there. */
async function mayWrite(call: Call<Settings>): Promise<ConnectionStep> {
  const hasTasks = await tasksAllowed(call);
  return {
    step: 'may-write',
    ok: true,
    message: hasTasks
      ? 'Tasks and time entries can be made and changed.'
      : 'Time entries can be made and changed. The plan has no tasks: leave tasks out of what is synced.',
  };
}
