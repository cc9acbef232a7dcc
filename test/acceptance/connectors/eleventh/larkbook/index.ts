import { type Call, defineConnector } from '../../connector-kit/connector.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import type { ConnectionStep } from '../../domain/external.ts';
import { choices } from './choices.ts';
import { manifest } from './manifest.ts';
import { budget, classify } from './refusals.ts';
import { boards, type Settings, settings, whoami } from './schema.ts';
import { streams } from './streams.ts';
import { checkWebhook, readWebhook, registerWebhooks, unregisterWebhook } from './webhook.ts';

export const larkbook = defineConnector<Settings>({
  manifest,
  settings,
  authorize: (_authType, { ring, song }) => ({ headers: { 'x-lark-key': `${ring}~${song}` } }),
  choices,
  async test(call) {
    const account = parseResponse(await call.send({ method: 'GET', path: 'whoami' }), whoami, 'The key');
    const signedIn = `Signed in at the nest ${account.nest.name}.`;
    return {
      apiVersion: 'edition 2',
      account: account.nest.name,
      steps: [
        { step: 'signed-in', ok: true, message: signedIn },
        ...(await boardSteps(call, account.rights === 'write')),
      ],
    };
  },
  streams: () => streams,
  classify,
  budget,
  webhook: readWebhook,
  hooks: { register: registerWebhooks, unregister: unregisterWebhook, check: checkWebhook },
});

async function boardSteps(call: Call<Settings>, mayWrite: boolean): Promise<readonly ConnectionStep[]> {
  const all = parseResponse(await call.send({ method: 'GET', path: 'boards' }), boards, 'The list of boards');
  const board = all.boards.find(({ id }) => id === call.settings.boardId);
  if (board === undefined)
    return [
      {
        step: 'may-read',
        ok: false,
        message: 'The chosen board is not there any more.',
        cure: 'Choose another board.',
      },
    ];
  return [
    { step: 'may-read', ok: true, message: `The board ${board.name} can be read.` },
    writing(mayWrite, board),
  ];
}

function writing(
  mayWrite: boolean,
  board: { readonly name: string; readonly closed: boolean },
): ConnectionStep {
  const step = 'may-write';
  if (!mayWrite)
    return {
      step,
      ok: false,
      message: 'This key may read only.',
      cure: 'Make a key with the rights to write.',
    };
  return board.closed
    ? {
        step,
        ok: false,
        message: `The board ${board.name} is closed.`,
        cure: 'Open it again, or choose another.',
      }
    : { step, ok: true, message: `The board ${board.name} can be written.` };
}
