import * as z from 'zod';
import type { Call } from '../../connector-kit/connector.ts';
import { parseResponse, parseShape } from '../../connector-kit/parse.ts';
import { reportOf } from './addresses.ts';
import { type Entry, type ReportRow, reportRows, type Settings } from './schema.ts';

/** Which year of the report is read, counted from the first day, and where in it. */
const place = z.object({ year: z.number(), id: z.number().optional(), row: z.number().optional() });
type Place = z.output<typeof place>;

const pageSize = 200;

/**
 * One page of the whole workspace's time entries. A report spans a year at most, so the years since the first day are
 * read one after the other; where the next page begins stands in two headers.
 */
export async function reportPage(call: Call<Settings>, cursor: string | null) {
  const at: Place =
    cursor === null ? { year: 0 } : parseShape(JSON.parse(cursor), place, 'The place in the list');
  const { workspaceId, startDate } = call.settings;
  const [from, to] = [yearsLater(startDate, at.year, 0), yearsLater(startDate, at.year + 1, -1)];
  const response = await call.send({
    method: 'POST',
    path: reportOf(workspaceId),
    body: {
      ...{ start_date: from, end_date: to, page_size: pageSize, order_by: 'date', order_dir: 'ASC' },
      ...(at.id === undefined ? {} : { first_id: at.id, first_row_number: at.row }),
    },
  });
  const rows = parseResponse(response, reportRows, 'The report of time entries');
  const [id, row] = ['x-next-id', 'x-next-row-number'].map((name) => response.headers[name]);
  const more = id !== undefined && row !== undefined;
  const next = more ? { year: at.year, id: Number(id), row: Number(row) } : { year: at.year + 1 };
  const isEnd = !more && yearsLater(startDate, at.year + 1, 0) > tomorrow(call.now());
  return {
    entries: rows.flatMap((found) => entriesIn(found, Number(workspaceId))),
    next: isEnd ? null : JSON.stringify(next),
  };
}

function yearsLater(day: string, years: number, days: number): string {
  const date = new Date(`${day}T00:00:00.000Z`);
  date.setUTCFullYear(date.getUTCFullYear() + years);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** Somewhere it is that day already. */
const tomorrow = (now: Date): string => new Date(now.getTime() + 86_400_000).toISOString().slice(0, 10);

const entriesIn = ({ time_entries, ...common }: ReportRow, workspace_id: number): readonly Entry[] =>
  time_entries.map(({ seconds, ...own }) => ({ ...common, ...own, workspace_id, duration: seconds }));
