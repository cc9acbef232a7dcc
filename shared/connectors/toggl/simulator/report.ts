import type { SimulatedResponse } from '../../../connector-kit/simulator/simulator.ts';
import { bodyOf, ok, refuse } from './answers.ts';
import { type Entry, profileZone, type TogglState } from './state.ts';

const day = /^\d{4}-\d{2}-\d{2}$/;
const fields = [
  ...['start_date', 'end_date', 'page_size', 'order_by', 'order_dir'],
  ...['first_id', 'first_row_number', 'first_timestamp', 'user_ids', 'project_ids', 'task_ids'],
];

/** `POST /reports/api/v3/workspace/{id}/search/time_entries`: what ended, a year at most, in the zone of the profile. */
export function report(state: TogglState, given: unknown): SimulatedResponse {
  const body = bodyOf(given);
  if (body === undefined || Object.keys(body).some((name) => !fields.includes(name)))
    return refuse(400, 'Invalid request body');
  const [from, to] = [String(body.start_date), String(body.end_date)];
  if (!day.test(from) || !day.test(to) || to < from) return refuse(400, 'Invalid date range');
  if (Date.parse(to) - Date.parse(from) > 366 * 86_400_000) return refuse(400, 'Date range exceeds a year');
  const size = Number(body.page_size ?? 50);
  if (!Number.isInteger(size) || size < 1 || size > 1000) return refuse(400, 'Invalid page_size');
  const found = [...state.entries.values()]
    .filter((entry) => entry.duration >= 0 && (state.admin || entry.user_id === state.own.id))
    .filter(({ start }) => from <= local(start).slice(0, 10) && local(start).slice(0, 10) <= to)
    .sort((a, b) => Date.parse(a.start) - Date.parse(b.start) || a.id - b.id);
  const first = body.first_row_number === undefined ? 1 : Number(body.first_row_number);
  if (first > 1 && found[first - 1]?.id !== body.first_id) return refuse(400, 'Invalid first_id');
  const next = found[first - 1 + size];
  const rows = found.slice(first - 1, first - 1 + size).map((entry, at) => rowOf(entry, first + at));
  const headers = { 'x-next-id': String(next?.id), 'x-next-row-number': String(first + size) };
  return { ...ok(rows), ...(next === undefined ? {} : { headers }) };
}

const rowOf = (entry: Entry, row_number: number) => ({
  ...{ user_id: entry.user_id, username: '', project_id: entry.project_id, task_id: entry.task_id },
  ...{ billable: entry.billable, description: entry.description ?? '', tag_ids: entry.tag_ids, row_number },
  time_entries: [
    {
      ...{ id: entry.id, seconds: entry.duration, at: entry.at },
      ...{ start: local(entry.start), stop: entry.stop === null ? null : local(entry.stop) },
    },
  ],
});

function local(moment: string): string {
  const shifted = new Date(Date.parse(moment) + profileZone.minutes * 60_000);
  return `${shifted.toISOString().slice(0, 19)}${profileZone.offset}`;
}
