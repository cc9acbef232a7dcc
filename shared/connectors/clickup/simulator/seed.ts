import { people, work } from '../../../connector-kit/simulator/community.ts';
import type { Entry, Group, SeedOptions, Task, User } from './shapes.ts';
import { eventsList, tasksList } from './workspace.ts';

interface Empty {
  readonly tasks: Map<string, Task>;
  readonly entries: Map<string, Entry>;
  readonly users: Map<number, User>;
  readonly groups: Map<string, Group>;
  taskId(): string;
  entryId(): string;
}

const [hourMs, minuteMs] = [3_600_000, 60_000];
const fourOClock = (day: string): number => Date.parse(`${day}T03:00:00.000Z`);

/** People (the first owns the Workspace), two groups, tasks a minute apart, three events and some hours. */
export function seed(state: Empty, { tasks, members, now }: SeedOptions): void {
  for (const [at, { name, email }] of people(Math.max(1, members)).entries())
    state.users.set(81_000_001 + at, { id: 81_000_001 + at, username: name, email, role: at === 0 ? 1 : 3 });
  const crew = [...state.users.keys()];
  for (const [index, name] of ['Garden', 'Repairs'].entries()) {
    const id = `5a0e6d5c-2b1f-4c39-8f60-00000000000${index}`;
    state.groups.set(id, { id, name, members: crew.filter((_, at) => at % 2 === index || at === 0) });
  }
  const put = (list: string, name: string, minutesAgo: number, more: Partial<Task> = {}): void => {
    const id = state.taskId();
    const at = now().getTime() - minutesAgo * minuteMs;
    state.tasks.set(id, {
      ...{ id, name, list, content: '', status: 'to do', priority: null, due_date: null, start_date: null },
      ...{ time_estimate: null, assignees: [], tags: [], archived: false, custom: {} },
      ...{ date_created: at, date_updated: at, ...more },
    });
  };
  for (const [at, item] of work(tasks).entries()) {
    const assignee = item.assignee === null ? undefined : crew[item.assignee % crew.length];
    put(tasksList, item.title, tasks - at, {
      ...{ content: item.notes, status: item.done ? 'complete' : at % 3 === 0 ? 'in progress' : 'to do' },
      ...(item.due === null ? {} : { due_date: fourOClock(item.due) }),
      ...{ assignees: assignee === undefined ? [] : [assignee], tags: at % 4 === 0 ? ['garden'] : [] },
      ...{ priority: at % 5 === 0 ? 2 : null, time_estimate: at % 2 === 0 ? hourMs : null },
    });
  }
  const begins = Math.floor(now().getTime() / hourMs) * hourMs;
  for (const [at, name] of ['Spring fair', 'Reading circle', 'Harvest supper'].entries())
    put(eventsList, name, 30 - at, {
      start_date: begins + (at + 4) * 24 * hourMs,
      due_date: begins + (at + 4) * 24 * hourMs + 2 * hourMs,
    });
  const ids = [...state.tasks.keys()];
  for (const [at, description] of ['Watering', 'Fence', 'Minutes', 'Kitchen'].entries()) {
    const id = state.entryId();
    const start = begins - (at + 2) * 24 * hourMs;
    state.entries.set(id, {
      ...{ id, description, start, duration: hourMs + at * 15 * minuteMs, at: start + 3 * hourMs, tags: [] },
      ...{
        user: crew[at % crew.length] ?? 0,
        billable: false,
        task: at < ids.length ? (ids[at] ?? null) : null,
      },
    });
  }
}
