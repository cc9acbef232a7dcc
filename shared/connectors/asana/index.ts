import { defineConnector } from '../../connector-kit/connector.ts';
import { messageOf } from '../../connector-kit/faults.ts';
import { choices } from './choices.ts';
import { discoverFields } from './custom-fields.ts';
import { checkWebhook, registerWebhooks, unregisterWebhook } from './hooks.ts';
import { manifest } from './manifest.ts';
import { ownAccount } from './people.ts';
import { type Settings, settings } from './schema.ts';
import { streams } from './streams.ts';
import { readWebhook } from './webhook.ts';

export const asana = defineConnector<Settings>({
  manifest,
  settings,
  authorize: (authType, { token = '', accessToken = '' }) => ({
    headers: { authorization: `Bearer ${authType === 'OAUTH2' ? accessToken : token}` },
  }),
  choices,
  discoverFields,
  async test(call) {
    const data = await ownAccount(call);
    const member = data.workspaces.some(({ gid }) => gid === call.settings.workspaceGid);
    const steps = [
      { step: 'signed-in' as const, ok: true, message: `Signed in as ${data.name}.` },
      member
        ? { step: 'may-read' as const, ok: true, message: 'The workspace can be read.' }
        : {
            step: 'may-read' as const,
            ok: false,
            message: 'This account is not a member of the workspace.',
            cure: 'Choose another workspace, or invite the account to it.',
          },
    ];
    if (member)
      await readProjects(call.settings.projectGids, (gid) =>
        call.send({ method: 'GET', path: `/projects/${gid}` }),
      );
    return { steps, apiVersion: '1.0', account: data.name };
  },
  streams: () => streams,
  classify(response) {
    if (response.status !== 402) return undefined;
    return {
      kind: 'forbidden',
      message: `Asana’s plan does not include this: ${messageOf(response)}`,
      httpStatus: 402,
    };
  },
  webhook: readWebhook,
  hooks: { register: registerWebhooks, unregister: unregisterWebhook, check: checkWebhook },
});

async function readProjects(gids: readonly string[], read: (gid: string) => Promise<unknown>): Promise<void> {
  for (const gid of gids) await read(gid);
}
