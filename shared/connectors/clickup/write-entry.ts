import type { Call } from '../../connector-kit/connector.ts';
import { drifted } from '../../connector-kit/faults.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import { type Span, spanAfter } from '../../connector-kit/time-spans.ts';
import type { ExternalData } from '../../domain/external.ts';
import { isRunning, taskOf } from './entry-record.ts';
import { rejected } from './faults.ts';
import { type Entry, madeEntry, type Settings } from './schema.ts';

type Between = (from: number, to: number) => Promise<readonly Entry[]>;

/**
 * Makes the entry and answers its id. ClickUp's description of the answer knows no id, though its answers have one: where
 * it is missing, the newest entry with these very times is the one.
 */
export async function createEntry(
  call: Call<Settings>,
  path: string,
  data: ExternalData,
  between: Between,
): Promise<string> {
  const span = spanIn(call, data);
  // Without an end ClickUp would count on.
  if (span?.end === undefined)
    throw rejected('ClickUp needs the duration of an entry. Give the minutes in BritePool.', '/duration');
  const [start, end] = [Date.parse(span.start), Date.parse(span.end)];
  const body = { start, duration: end - start, assignee: Number(data.user_id), ...written(data) };
  const response = await call.send({ method: 'POST', path, body });
  const made = parseResponse(response, madeEntry, 'The created time entry').data;
  if (made != null) return made.id;
  const found = (await between(start - 1, end + 1))
    .filter((entry) => entry.start === start && entry.duration === end - start)
    .filter((entry) => entry.user.id === body.assignee)
    .toSorted((a, b) => (b.at ?? 0) - (a.at ?? 0))[0];
  if (found === undefined) throw drifted('The created time entry', '/data/id', 'it cannot be found again');
  return found.id;
}

/** Start and end go together; the tags have to be sent along, or a change is refused. */
export async function updateEntry(
  call: Call<Settings>,
  path: string,
  before: Entry,
  data: ExternalData,
): Promise<void> {
  if (data.user_id != null && Number(data.user_id) !== before.user.id)
    throw rejected('ClickUp cannot move an entry to another person. Delete it and log it anew.', '/user_id');
  if (data.task_id === null && taskOf(before) !== null)
    throw rejected('ClickUp cannot take an entry off its task. Delete it and log it anew.', '/task_id');
  const moves = ['day', 'start', 'end', 'duration'].some((name) => Object.hasOwn(data, name));
  const span = moves ? spanIn(call, data, spanOf(before)) : undefined;
  const tags = (before.tags ?? []).map(({ name, tag_fg, tag_bg }) => ({
    ...{ name, tag_fg: tag_fg ?? '', tag_bg: tag_bg ?? '' },
  }));
  const times = span?.end === undefined ? {} : { start: Date.parse(span.start), end: Date.parse(span.end) };
  await call.send({
    method: 'PUT',
    path,
    body: { ...written(data), ...times, tags, tag_action: 'replace' },
  });
}

const spanOf = (entry: Entry): Span => {
  const text = (ms: number): string => new Date(ms).toISOString();
  const end = isRunning(entry) || entry.end == null ? {} : { end: text(entry.end) };
  return { start: text(entry.start), ...end };
};

function spanIn({ settings }: Call<Settings>, data: ExternalData, before?: Span): Span | undefined {
  const text = (value: ExternalData[string] | undefined) => (typeof value === 'string' ? value : undefined);
  const given = {
    ...{ day: text(data.day), start: text(data.start), end: text(data.end) },
    minutes: typeof data.duration === 'number' ? data.duration / 60_000 : undefined,
  };
  return spanAfter(given, before, settings.timeZone);
}

const written = ({ description, billable, task_id }: ExternalData): ExternalData => ({
  ...(description === undefined ? {} : { description: description ?? '' }),
  ...(billable == null ? {} : { billable }),
  ...(typeof task_id === 'string' ? { tid: task_id } : {}),
});
