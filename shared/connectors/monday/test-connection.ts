import * as z from 'zod';
import type { Call } from '../../connector-kit/connector.ts';
import type { ConnectionStep } from '../../domain/external.ts';
import { apiVersion, ask } from './ask.ts';
import { allBoards } from './board-streams.ts';
import { type Board, boardsOf } from './boards.ts';
import { roles } from './columns.ts';
import type { Settings } from './schema.ts';

const query = 'query { r: me { name account { name } } }';
const shape = z.object({ name: z.string(), account: z.object({ name: z.string() }) });

export async function testConnection(call: Call<Settings>) {
  const me = await ask(call, query, {}, shape);
  const chosen = allBoards(call.settings);
  const boards = await boardsOf(call, chosen);
  const unseen = chosen.filter((id) => !boards.some((found) => found.id === id)).join(', ');
  const steps: ConnectionStep[] = [
    { step: 'signed-in', ok: true, message: `Signed in as ${me.name}.` },
    unseen === ''
      ? { step: 'may-read', ok: true, message: 'The boards can be read.' }
      : {
          step: 'may-read',
          ok: false,
          message: `This account does not see every chosen board (${unseen}).`,
          cure: 'Invite it to the board, or choose others.',
        },
    ...(unseen === '' ? [mayWrite(call.settings, boards)] : []),
  ];
  return { steps, apiVersion, account: me.account.name };
}

function mayWrite(settings: Settings, boards: readonly Board[]): ConnectionStep {
  const viewed = boards.filter(({ access_level }) => access_level === 'view').map(({ name }) => name);
  const lacking = boards.flatMap((found) => lackingOn(found, settings));
  if (viewed.length === 0)
    return { step: 'may-write', ok: true, message: ['Items can be made and changed.', ...lacking].join(' ') };
  return {
    step: 'may-write',
    ok: false,
    message: `This account may only look at ${viewed.join(', ')}.`,
    cure: 'Let it edit the board: board menu → Permissions.',
  };
}

const wanted = [roles.status, roles.date, roles.people, roles.notes];

/** What a board of tasks has no column for stays in BritePool; better told before than wondered at later. */
const lackingOn = ({ id, name, columns }: Board, { boardIds }: Settings): readonly string[] =>
  wanted
    .filter((kind) => boardIds.includes(id) && !columns.some(({ type }) => type === kind))
    .map((kind) => `${name} has no ${kind} column.`);
