import * as z from 'zod';
import type { LookUp } from '../../connector-kit/connector.ts';
import { ask } from './ask.ts';

const column = z.object({ id: z.string(), title: z.string(), type: z.string(), settings: z.unknown() });
export type Column = z.output<typeof column>;
const board = z.object({
  ...{ id: z.string(), name: z.string(), access_level: z.string(), columns: z.array(column) },
  groups: z.array(z.object({ id: z.string(), title: z.string() })),
});
export type Board = z.output<typeof board>;

const query = `query ($boards: [ID!]) { r: boards(ids: $boards, limit: 100) {
id name access_level groups { id title } columns { id title type settings }
} }`;

/** Those of the boards that can be seen, with their groups and columns. Asked for none, monday.com would list all. */
export const boardsOf = async (call: LookUp, boards: readonly string[]): Promise<readonly Board[]> =>
  boards.length === 0 ? [] : ask(call, query, { boards }, z.array(board));
