import type { SimulatedResponse } from '../../../connector-kit/simulator/simulator.ts';
import { bodyOf, invalid, ok, refuse, textIn, textsIn } from './answers.ts';
import type { ClockifyEvents } from './events.ts';
import type { ClockifyState, Task } from './state.ts';

/** `POST …/tasks` and `PUT …/tasks/{id}`; a change replaces: what the body leaves out is emptied. */
export function writeTask(
  state: ClockifyState,
  events: ClockifyEvents,
  given: unknown,
  kept: Pick<Task, 'id' | 'projectId'>,
): SimulatedResponse {
  const body = bodyOf(given);
  const name = body === undefined ? undefined : textIn(body, 'name');
  if (body === undefined || name === undefined || name === '' || name.length > 1000)
    return invalid('name must be between 1 and 1000 characters');
  const status = textIn(body, 'status') ?? 'ACTIVE';
  if (status !== 'ACTIVE' && status !== 'DONE') return invalid('status is not valid');
  const estimate = textIn(body, 'estimate') ?? 'PT0S';
  if (!/^PT(\d+H)?(\d+M)?(\d+S)?$/.test(estimate)) return invalid('estimate is not a duration');
  const assigneeIds = [...textsIn(body, 'assigneeIds')];
  if (!assigneeIds.every((id) => state.users.has(id))) return refuse("User doesn't belong to Workspace");
  const twin = [...state.tasks.values()].some(
    (other) => other.projectId === kept.projectId && other.name === name && other.id !== kept.id,
  );
  if (twin) return refuse(`Task with name '${name}' already exists`);
  const isNew = !state.tasks.has(kept.id);
  const task: Task = {
    ...{ id: kept.id, projectId: kept.projectId, name, status, estimate, assigneeIds },
    ...{ assigneeId: assigneeIds[0] ?? null, userGroupIds: [...textsIn(body, 'userGroupIds')] },
    ...{ billable: body.billable === true, duration: 'PT0S' },
  };
  return ok(events.putTask(task, isNew ? 'NEW_TASK' : 'TASK_UPDATED'), isNew ? 201 : 200);
}

export function deleteTask(state: ClockifyState, events: ClockifyEvents, task: Task): SimulatedResponse {
  if (task.status === 'ACTIVE') return refuse('Cannot delete an active task');
  state.tasks.delete(task.id);
  events.tell('TASK_DELETED', task);
  return ok(task);
}
