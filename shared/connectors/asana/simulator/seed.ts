import { people, work } from '../../../connector-kit/simulator/community.ts';
import type { Entry, Seat, SeedOptions, Task, Team, User } from './shapes.ts';
import { projectGid } from './workspace.ts';

interface Empty {
  readonly tasks: Map<string, Task>;
  readonly users: Map<string, User>;
  readonly teams: Map<string, Team>;
  readonly seats: Map<string, Seat>;
  readonly entries: Map<string, Entry>;
  gid(): string;
}

/** People, tasks a minute apart, two teams that the first of the people is in, and some hours of everybody. */
export function seed(state: Empty, { tasks, members, now }: SeedOptions): void {
  const crew = people(members).map((person) => ({ gid: state.gid(), ...person }));
  for (const person of crew) state.users.set(person.gid, person);
  const began = now().getTime() - tasks * 60_000;
  work(tasks).forEach((item, at) => {
    const time = new Date(began + at * 60_000).toISOString();
    const assignee = item.assignee === null ? undefined : crew[item.assignee % Math.max(1, crew.length)];
    const gid = state.gid();
    state.tasks.set(gid, {
      gid,
      resource_type: 'task',
      resource_subtype: 'default_task',
      name: item.title,
      notes: item.notes,
      completed: item.done,
      due_on: item.due,
      start_on: null,
      assignee: assignee === undefined ? null : { gid: assignee.gid },
      tags: [],
      projects: [{ gid: projectGid }],
      custom: {},
      modified_at: time,
      created_at: time,
    });
  });
  for (const [index, name] of ['Garden', 'Repairs'].entries()) {
    const team = state.gid();
    state.teams.set(team, { gid: team, name, description: index === 0 ? 'Beds, bees and compost' : '' });
    for (const [at, person] of crew.entries())
      if (at === 0 || at % 2 === index) {
        const gid = state.gid();
        state.seats.set(gid, { gid, team, user: person.gid, is_admin: at === 0, is_guest: false });
      }
  }
  for (const [at, task] of [...state.tasks.values()].slice(0, 8).entries()) {
    const [gid, person] = [state.gid(), crew[at % Math.max(1, crew.length)]];
    if (person === undefined) continue;
    const made = new Date(now().getTime() - at * 86_400_000).toISOString();
    state.entries.set(gid, {
      ...{ gid, task: task.gid, created_by: person.gid, duration_minutes: 30 + at * 15 },
      ...{ entered_on: made.slice(0, 10), description: at % 2 === 0 ? 'Weeding' : '', created_at: made },
      ...{ billable_status: at % 3 === 0 ? 'billable' : 'notApplicable' },
      approval_status: at === 5 ? 'APPROVED' : 'DRAFT',
    });
  }
}
