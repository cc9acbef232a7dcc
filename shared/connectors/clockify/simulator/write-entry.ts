import type { SimulatedResponse } from '../../../connector-kit/simulator/simulator.ts';
import { type Body, bodyOf, failure, invalid, ok, refuse, textIn, textsIn } from './answers.ts';
import type { ClockifyEvents } from './events.ts';
import { type ClockifyState, customField, type Entry, intervalOf, projects, workspaceId } from './state.ts';

const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/** `POST …/time-entries`: without an end a timer starts. Unknown fields are dropped without a word. */
export function createEntry(
  state: ClockifyState,
  events: ClockifyEvents,
  userId: string,
  given: unknown,
): SimulatedResponse {
  if (!state.users.has(userId)) return refuse("User doesn't belong to Workspace");
  if (userId !== state.own.id && state.plan === 'FREE')
    return failure(403, 4030, 'Adding time for others is not available on this plan');
  const made = entryFrom(state, given, { id: state.id(), userId, isLocked: false });
  if ('status' in made) return made;
  const event = made.timeInterval.end === null ? 'NEW_TIMER_STARTED' : 'NEW_TIME_ENTRY';
  return ok(events.putEntry(made, event), 201);
}

/** `PUT …/time-entries/{id}` replaces: what the body leaves out is emptied. */
export function updateEntry(
  state: ClockifyState,
  events: ClockifyEvents,
  entry: Entry,
  given: unknown,
): SimulatedResponse {
  if (entry.isLocked) return refuse('Time entry is locked');
  if (bodyOf(given)?.start === undefined) return invalid('start must not be null');
  const changed = entryFrom(state, given, entry);
  if ('status' in changed) return changed;
  return ok(events.putEntry(changed, 'TIME_ENTRY_UPDATED'));
}

function entryFrom(
  state: ClockifyState,
  given: unknown,
  kept: Pick<Entry, 'id' | 'userId' | 'isLocked'>,
): Entry | SimulatedResponse {
  const body = bodyOf(given);
  const wrong = body === undefined ? invalid('Malformed JSON request') : problemWith(state, body);
  if (body === undefined || wrong !== undefined) return wrong ?? invalid('');
  const [start, end] = [textIn(body, 'start'), textIn(body, 'end')];
  return {
    ...{ id: kept.id, userId: kept.userId, isLocked: kept.isLocked, workspaceId, kioskId: null },
    ...{ description: textIn(body, 'description') ?? '', billable: body.billable === true },
    ...{ projectId: textIn(body, 'projectId') ?? null, taskId: textIn(body, 'taskId') ?? null },
    ...{ tagIds: [...textsIn(body, 'tagIds')], type: textIn(body, 'type') ?? 'REGULAR' },
    timeInterval: intervalOf(new Date(start ?? Date.now()), end === undefined ? null : new Date(end)),
    customFieldValues: customValuesIn(body),
  };
}

function problemWith(state: ClockifyState, body: Body): SimulatedResponse | undefined {
  for (const name of ['start', 'end'])
    if (body[name] != null && !moment.test(String(body[name])))
      return invalid(`${name} must be in the format yyyy-MM-ddThh:mm:ssZ`);
  const [start = '', end = start] = [textIn(body, 'start'), textIn(body, 'end')];
  if (end < start) return refuse('End time cannot be before start time');
  if ((textIn(body, 'description') ?? '').length > 3000) return invalid('Description is too long');
  if (!['REGULAR', 'BREAK'].includes(textIn(body, 'type') ?? 'REGULAR')) return invalid('type is not valid');
  const [projectId, taskId] = [textIn(body, 'projectId'), textIn(body, 'taskId')];
  if (projectId !== undefined && !projects.some(({ id }) => id === projectId))
    return refuse("Project doesn't belong to Workspace");
  if (taskId !== undefined && state.tasks.get(taskId)?.projectId !== projectId)
    return refuse("Task doesn't belong to Project");
  return undefined;
}

function customValuesIn({ customFields }: Body): Entry['customFieldValues'] {
  const given: readonly unknown[] = Array.isArray(customFields) ? customFields : [];
  return given.flatMap((item) => {
    const value = bodyOf(item);
    return value?.customFieldId === customField.id && typeof value.value === 'string'
      ? [{ customFieldId: customField.id, value: value.value }]
      : [];
  });
}
