import type { Call } from '../../connector-kit/connector.ts';
import { type Span, spanIn } from '../../connector-kit/time-spans.ts';
import type { ExternalData } from '../../domain/external.ts';
import { ask } from './ask.ts';
import { toRecord } from './entry-record.ts';
import { rejected } from './faults.ts';
import { type Entry, madeEntry, type Settings } from './schema.ts';

/** Makes the entry; of the answer only its id is believed. Times in milliseconds. */
export async function createEntry(call: Call<Settings>, path: string, data: ExternalData) {
  const span = spanFrom(call, data);
  // Without an end ClickUp would count on.
  if (span?.end === undefined) throw rejected('ClickUp needs a duration: give the minutes.');
  const start = Date.parse(span.start);
  const duration = Date.parse(span.end) - start;
  const body = { start, duration, assignee: Number(data.user_id), ...written(data) };
  const made = await ask(call, { method: 'POST', path, body }, madeEntry);
  return { id: made.data?.id, start, duration };
}

/** Start and end go together; the tags have to be sent along, or a change is refused. */
export async function updateEntry(
  call: Call<Settings>,
  path: string,
  before: Entry,
  data: ExternalData,
): Promise<void> {
  const was = toRecord(call.settings, before).data;
  const moved = data.user_id != null && data.user_id !== was.user_id;
  if (moved || (data.task_id === null && was.task_id !== null))
    throw rejected('In ClickUp an entry keeps its person and its task. Delete it and log it anew.');
  const moves = ['day', 'start', 'end', 'duration'].some((name) => Object.hasOwn(data, name));
  const span = moves ? spanFrom(call, data, spanOf(was)) : undefined;
  const times = span?.end === undefined ? {} : { start: Date.parse(span.start), end: Date.parse(span.end) };
  await call.send({
    method: 'PUT',
    path,
    body: { ...written(data), ...times, tags: before.tags ?? [], tag_action: 'replace' },
  });
}

const spanOf = ({ start, end }: ExternalData): Span => ({
  start: String(start),
  ...(typeof end === 'string' ? { end } : {}),
});

function spanFrom({ settings }: Call<Settings>, data: ExternalData, before?: Span): Span | undefined {
  const { day, start, end, duration } = data;
  const minutes = typeof duration === 'number' ? duration / 60_000 : undefined;
  return spanIn({ day, start, end, minutes }, before, settings.timeZone);
}

const written = ({ description, billable, task_id }: ExternalData): ExternalData => ({
  ...(description === undefined ? {} : { description: description ?? '' }),
  ...(billable == null ? {} : { billable }),
  ...(typeof task_id === 'string' ? { tid: task_id } : {}),
});
