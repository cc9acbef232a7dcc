import { people, work } from '../../../connector-kit/simulator/community.ts';
import { eventsBoard, hoursBoard, tasksBoard } from './boards.ts';
import type { Item, SeedOptions, Team, User } from './shapes.ts';

/** What there is to fill, and its ids and times. */
interface Empty {
  readonly items: Map<string, Item>;
  readonly users: Map<string, User>;
  readonly teams: Map<string, Team>;
  id(): string;
  time(at?: Date): string;
}

/** People, two teams, and items on the three boards, the oldest first and a minute apart. */
export function seed(state: Empty, { tasks, members, now }: SeedOptions): void {
  for (const { name, email } of people(Math.max(1, members))) {
    const id = state.id();
    const more = { title: '', phone: '', mobile_phone: '', kind: 'member', status: 'ACTIVE' } as const;
    state.users.set(id, { id, name, email, ...more });
  }
  const crew = [...state.users.keys()];
  for (const [index, name] of ['Garden', 'Repairs'].entries()) {
    const id = state.id();
    state.teams.set(id, { id, name, users: crew.filter((_, at) => at % 2 === index || at === 0) });
  }
  const put = (board: string, name: string, minutesAgo: number, values: Item['values']): void => {
    const id = state.id();
    const time = state.time(new Date(now().getTime() - minutesAgo * 60_000));
    const times = { created_at: time, updated_at: time };
    const where = { board, group: 'topics', state: 'active' } as const;
    state.items.set(id, { id, name, ...where, ...times, creator_id: crew[0] ?? '', values });
  };
  for (const [at, item] of work(tasks).entries()) {
    const assignee = item.assignee === null ? undefined : crew[item.assignee % crew.length];
    put(tasksBoard.id, item.title, tasks - at, {
      ...(item.done ? { project_status: { label: 'Done' } } : {}),
      ...(item.due === null ? {} : { date4: { date: item.due } }),
      ...(item.notes === '' ? {} : { long_text_mkz1: { text: item.notes } }),
      ...(assignee === undefined ? {} : { project_owner: personOf(assignee) }),
    });
  }
  for (const [at, name] of ['Spring fair', 'Reading circle', 'Harvest supper'].entries())
    put(eventsBoard.id, name, 30 - at, { date4: { date: `2026-12-0${at + 4}`, time: '17:30:00' } });
  for (const [at, name] of ['Watering', 'Fence', 'Minutes', 'Kitchen'].entries())
    put(hoursBoard.id, name, 20 - at, {
      ...{ hours: String(1 + at * 0.5), date4: { date: `2026-11-1${at}` } },
      project_owner: personOf(crew[at % crew.length] ?? ''),
    });
}

const personOf = (id: string) => ({ personsAndTeams: [{ id: Number(id), kind: 'person' }] });
