import type * as z from 'zod';
import type { activity } from './schema.ts';

/** One id or a list, as numbers or texts; a quotation mark inside a name is escaped and does not fit. */
const ids = /"(?:pulse|item)_ids?":\s*(\[[^\]]*\]|"?\d+)/g;

/** Items that the board's log says were deleted; each is read before anything follows. */
export const deletedIn = (logs: z.output<typeof activity>): readonly string[] => [
  ...new Set(
    logs
      .filter(({ event }) => /delete.*pulse/.test(event))
      .flatMap(({ data }) => [...data.matchAll(ids)].flatMap(([, found = '']) => found.match(/\d+/g) ?? [])),
  ),
];
