import { type Call, defineConnector } from '../../connector-kit/connector.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import type { ConnectionStep } from '../../domain/external.ts';
import { choices } from './choices.ts';
import { discoverFields } from './custom-fields.ts';
import { checkWebhook, registerWebhooks, unregisterWebhook } from './hooks.ts';
import { manifest } from './manifest.ts';
import { classify, isAdministrator } from './proof.ts';
import { me, type Settings, settings, workspace } from './schema.ts';
import { streams } from './streams.ts';
import { readWebhook } from './webhook.ts';

export const clockify = defineConnector<Settings>({
  manifest,
  settings,
  authorize: (_authType, { apiKey = '' }) => ({ headers: { 'x-api-key': apiKey } }),
  choices,
  discoverFields,
  async test(call) {
    const account = parseResponse(await call.send({ method: 'GET', path: '/user' }), me, 'The account');
    const signedIn = { step: 'signed-in' as const, ok: true, message: `Signed in as ${account.name}.` };
    const may = await mayRead(call);
    const steps = [signedIn, may, ...(may.ok ? [await mayWrite(call)] : [])];
    return { steps, apiVersion: 'v1', account: account.name };
  },
  streams: () => streams,
  classify,
  webhook: readWebhook,
  hooks: { register: registerWebhooks, unregister: unregisterWebhook, check: checkWebhook },
});

/** Others see their own entries only, and the missing ones would look as if they were deleted. */
async function mayRead(call: Call<Settings>): Promise<ConnectionStep> {
  if (!(await isAdministrator(call.send, call.settings.workspaceId)))
    return {
      step: 'may-read',
      ok: false,
      message:
        'The key’s user is no administrator of the workspace and sees only a part of the time entries.',
      cure: 'Use the key of an owner or administrator, or make this user one (Team → the person → Role).',
    };
  for (const projectId of call.settings.projectIds)
    await call.send({
      method: 'GET',
      path: `/workspaces/${call.settings.workspaceId}/projects/${projectId}`,
    });
  return { step: 'may-read', ok: true, message: 'The workspace and its projects can be read.' };
}

async function mayWrite(call: Call<Settings>): Promise<ConnectionStep> {
  const response = await call.send({ method: 'GET', path: `/workspaces/${call.settings.workspaceId}` });
  const { features } = parseResponse(response, workspace, 'The workspace');
  const forOthers = features == null || features.includes('ADD_TIME_FOR_OTHERS');
  return {
    step: 'may-write',
    ok: true,
    message: forOthers
      ? 'Entries can be made and changed.'
      : 'Entries can be changed; the plan lets us make new ones for the key’s own user only.',
  };
}
