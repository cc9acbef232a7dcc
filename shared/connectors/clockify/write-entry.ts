import type { Call } from '../../connector-kit/connector.ts';
import { parseResponse } from '../../connector-kit/parse.ts';
import { type GivenTimes, spanAfter } from '../../connector-kit/time-spans.ts';
import { minutesOfIso } from '../../domain/durations.ts';
import type { ExternalData } from '../../domain/external.ts';
import { FaultError } from '../../domain/fault.ts';
import { readPath } from '../../domain/paths.ts';
import { byField, toWrite } from './custom-fields.ts';
import { type Entry, entry, me, type Settings } from './schema.ts';
import { partsOfTaskKey } from './tasks.ts';

const refuse = (message: string, pointer: string): FaultError =>
  new FaultError({ kind: 'rejected', message, pointer });

/** One's own entry and one for somebody else have different addresses; the latter takes an administrator and a paid plan. */
export async function createEntry(call: Call<Settings>, data: ExternalData): Promise<Entry> {
  const { workspaceId, projectIds, timeZone } = call.settings;
  const span = spanAfter(timesIn(data), undefined, timeZone);
  // Without an end Clockify starts a timer, which would run until somebody stops it.
  if (span?.end === undefined)
    throw refuse(
      'Clockify needs the duration of an entry. Give the minutes in BritePool.',
      '/timeInterval/duration',
    );
  const response = await call.send({
    method: 'POST',
    path: `/workspaces/${workspaceId}${await ownerPath(call, data.userId)}/time-entries`,
    body: {
      ...{ projectId: projectIds[0], type: 'REGULAR' },
      ...written(data),
      ...span,
      customFields: toWrite({}, data.custom),
    },
  });
  return parseResponse(response, entry, 'The created time entry');
}

async function ownerPath(call: Call<Settings>, userId: ExternalData[string] | undefined): Promise<string> {
  if (typeof userId !== 'string') return '';
  const own = parseResponse(await call.send({ method: 'GET', path: '/user' }), me, 'The account');
  return own.id === userId ? '' : `/user/${encodeURIComponent(userId)}`;
}

/** Whatever a change leaves out, Clockify empties: what stands there is sent along. */
export async function updateEntry(
  call: Call<Settings>,
  path: string,
  before: Entry,
  data: ExternalData,
): Promise<Entry> {
  if (typeof data.userId === 'string' && data.userId !== before.userId)
    throw refuse('Clockify cannot move an entry to another person. Delete it and log it anew.', '/userId');
  const { start, end } = before.timeInterval;
  const span = spanAfter(timesIn(data), { start, ...(end == null ? {} : { end }) }, call.settings.timeZone);
  const { description, billable, projectId, taskId, tagIds, type } = before;
  const response = await call.send({
    method: 'PUT',
    path,
    body: {
      ...present({ description, billable, projectId, taskId, tagIds, type }),
      ...written(data),
      ...span,
      customFields: toWrite(byField(before.customFieldValues), data.custom),
    },
  });
  return parseResponse(response, entry, 'The changed time entry');
}

function timesIn(data: ExternalData): GivenTimes {
  const textAt = (path: string): string | undefined => {
    const found = readPath(data, path);
    return typeof found === 'string' ? found : undefined;
  };
  return {
    day: textAt('day'),
    start: textAt('timeInterval.start'),
    end: textAt('timeInterval.end'),
    minutes: minutesOfIso(textAt('timeInterval.duration') ?? ''),
  };
}

/** The given values by the names that Clockify writes. */
function written({ description, billable, taskKey, tagIds }: ExternalData): ExternalData {
  const task = typeof taskKey === 'string' ? partsOfTaskKey(taskKey) : undefined;
  return {
    ...(description === undefined ? {} : { description: description ?? '' }),
    ...present({ billable, tagIds }),
    ...(task ?? (taskKey === null ? { taskId: null } : {})),
  };
}

const present = (values: { readonly [name: string]: ExternalData[string] | undefined }): ExternalData =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value == null ? [] : [[name, value]])),
  );
