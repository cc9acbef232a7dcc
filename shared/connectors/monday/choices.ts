import * as z from 'zod';
import type { LookUp } from '../../connector-kit/connector.ts';
import type { ExternalData } from '../../domain/external.ts';
import type { Choice } from '../../domain/look-ups.ts';
import { ask } from './ask.ts';
import { boardStreams } from './board-streams.ts';
import { boardsOf } from './boards.ts';
import { roles } from './columns.ts';

const boardsQuery = `query ($page: Int!, $limit: Int!) {
r: boards(page: $page, limit: $limit) { id name type workspace { name } }
}`;
const workspace = z.object({ name: z.string() }).nullable();
const boardsShape = z.array(
  z.object({ id: z.string(), name: z.string(), type: z.string().nullish(), workspace }),
);
const pageSize = 100;
const mostPages = 10;

/** Boards of all workspaces; the hidden ones of subitems and documents are none to choose. */
async function listBoards(call: LookUp): Promise<readonly Choice[]> {
  const found: Choice[] = [];
  for (let page = 1; page <= mostPages; page++) {
    const boards = await ask(call, boardsQuery, { page, limit: pageSize }, boardsShape);
    for (const { id, name, type, workspace: where } of boards)
      if (type == null || type === 'board') found.push({ id, label: `${where?.name ?? 'Main'}: ${name}` });
    if (boards.length < pageSize) break;
  }
  return found;
}

const chosenIn = (given: ExternalData, names: readonly string[]): readonly string[] =>
  names.flatMap((name) => {
    const value = given[name];
    return Array.isArray(value) ? value.map(String) : [];
  });

const playing: readonly string[] = Object.values(roles);

/** What this account can see: boards, then groups and columns of the chosen ones. */
export const choices = {
  boardIds: listBoards,
  eventBoardIds: listBoards,
  timeBoardIds: listBoards,
  async groupId(call: LookUp, given: ExternalData): Promise<readonly Choice[]> {
    const [first] = await boardsOf(call, chosenIn(given, ['boardIds']).slice(0, 1));
    return (first?.groups ?? []).map(({ id, title }) => ({ id, label: title }));
  },
  async columns(call: LookUp, given: ExternalData): Promise<readonly Choice[]> {
    const boards = await boardsOf(
      call,
      chosenIn(
        given,
        boardStreams.map(([setting]) => setting),
      ),
    );
    return boards.flatMap(({ id: board, name, columns }) =>
      columns
        .filter(({ type }) => playing.includes(type))
        .map(({ id, title, type }) => ({ id: `${board}/${id}`, label: `${name}: ${title} (${type})` })),
    );
  },
};
