import { people, work } from '../../../connector-kit/simulator/community.ts';

export interface Task {
  readonly id: string;
  readonly board: string;
  readonly title: string;
  readonly notes: string | null;
  readonly state: string;
  readonly due: string | null;
  readonly assignee: string | null;
  readonly seats: number;
  readonly shift: string | null;
  readonly client_ref: string | null;
  readonly created: string;
  readonly changed: string;
}
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly helping: boolean;
  readonly changed: string;
}
interface Grave {
  readonly id: string;
  readonly buried: string;
}

export const key = { ring: 'R-2041', song: 'c3RyZWV0LWtpdGNoZW4' };
export const board = { id: 'b_1', name: 'Kitchen', closed: false };

const second = (moment: number): string => new Date(moment).toISOString().replace(/\.\d+Z$/, 'Z');
const padded = (prefix: string, at: number): string => `${prefix}_${String(at).padStart(6, '0')}`;

/** Everything the simulated Larkbook remembers. */
export class LarkbookState {
  readonly tasks = new Map<string, Task>();
  readonly people = new Map<string, Person>();
  readonly graves = new Map<string, Grave>();
  readonly now: () => Date;
  /** Hears of every change, whoever made it. */
  onChange: (task: string, kind: 'task.changed' | 'task.buried') => void = () => undefined;
  #next = 1;

  constructor(options: { readonly tasks: number; readonly members: number; readonly now: () => Date }) {
    this.now = options.now;
    const start = options.now().getTime();
    people(options.members).forEach(({ name, email }, at) => {
      const changed = second(start - (options.members - at) * 60_000);
      const id = padded('p', at);
      this.people.set(id, { id, name, email, helping: true, changed });
    });
    work(options.tasks).forEach(({ title, notes, done, due, assignee }, at) => {
      const created = second(start - (options.tasks - at) * 60_000);
      const id = this.id();
      const whose = assignee === null ? undefined : this.people.get(padded('p', assignee));
      this.tasks.set(id, {
        id,
        board: board.id,
        title,
        notes: notes === '' ? null : notes,
        state: done ? 'done' : 'open',
        due,
        assignee: whose?.id ?? null,
        seats: 1 + (at % 4),
        shift: at % 3 === 0 ? 'morning' : null,
        client_ref: null,
        created,
        changed: created,
      });
    });
  }

  id(): string {
    return padded('t', this.#next++);
  }

  second(): string {
    return second(this.now().getTime());
  }

  put(changed: Omit<Task, 'changed'>): Task {
    const stamped = { ...changed, changed: this.second() };
    this.tasks.set(stamped.id, stamped);
    this.onChange(stamped.id, 'task.changed');
    return stamped;
  }

  bury(id: string): boolean {
    const existed = this.tasks.delete(id);
    if (existed) {
      this.graves.set(id, { id, buried: this.second() });
      this.onChange(id, 'task.buried');
    }
    return existed;
  }

  withReference(reference: string): Task | undefined {
    return [...this.tasks.values()].find(({ client_ref }) => client_ref === reference);
  }
}
