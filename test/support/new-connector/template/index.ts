import { defineConnector } from '../../../../shared/connector-kit/connector.ts';
import { parseResponse } from '../../../../shared/connector-kit/parse.ts';
import { todo } from '../../../../shared/connector-kit/todo.ts';
import { choices } from './choices.ts';
import { manifest } from './manifest.ts';
import { me, type Settings, settings } from './schema.ts';
import { streams } from './streams.ts';
import { checkWebhook, readWebhook, registerWebhooks, unregisterWebhook } from './webhook.ts'; // webhooks

export const sampleCloud = defineConnector<Settings>({
  manifest,
  settings,
  authorize: () => todo('which header or query value signs a request in?'),
  choices,
  async test(call) {
    const path = todo('what tells who is signed in, and what is read to prove that the choices are right?');
    const account = parseResponse(await call.send({ method: 'GET', path }), me, 'The account');
    return {
      apiVersion: todo('which version of the API is this?'),
      account: account.name,
      steps: [
        { step: 'signed-in', ok: true, message: `Signed in as ${account.name}.` },
        { step: 'may-read', ok: true, message: 'The tasks can be read.' },
      ],
    };
  },
  streams: () => streams,
  // Not answered yet: does a status mean something else here, or an error hide in a 200? Then say so in `classify`.
  webhook: readWebhook, // webhooks
  hooks: { register: registerWebhooks, unregister: unregisterWebhook, check: checkWebhook }, // webhooks
});
