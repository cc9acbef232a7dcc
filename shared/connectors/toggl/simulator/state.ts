import * as z from 'zod';
import { people, seeded, work } from '../../../connector-kit/simulator/community.ts';
import { Snapshot } from '../../../connector-kit/simulator/snapshot.ts';

const entry = z.object({
  id: z.number(),
  workspace_id: z.number(),
  user_id: z.number(),
  project_id: z.nullable(z.number()),
  task_id: z.nullable(z.number()),
  description: z.nullable(z.string()),
  billable: z.boolean(),
  tags: z.array(z.string()),
  tag_ids: z.array(z.number()),
  start: z.string(),
  stop: z.nullable(z.string()),
  duration: z.number(),
  at: z.string(),
  server_deleted_at: z.nullable(z.string()),
});
const task = z.object({
  id: z.number(),
  name: z.string(),
  workspace_id: z.number(),
  project_id: z.number(),
  user_id: z.nullable(z.number()),
  active: z.boolean(),
  estimated_seconds: z.number(),
  tracked_seconds: z.number(),
  external_reference: z.nullable(z.string()),
  at: z.string(),
  server_deleted_at: z.nullable(z.string()),
});
const user = z.object({
  id: z.number(),
  email: z.string(),
  fullname: z.string(),
  is_admin: z.boolean(),
  inactive: z.boolean(),
});
const subscription = z.object({
  subscription_id: z.number(),
  workspace_id: z.number(),
  user_id: z.number(),
  enabled: z.boolean(),
  description: z.string(),
  event_filters: z.array(z.object({ entity: z.string(), action: z.string() })),
  url_callback: z.string(),
  secret: z.string(),
  validated_at: z.nullable(z.string()),
  validation_code: z.string(),
});
export type Entry = z.output<typeof entry>;
export type Task = z.output<typeof task>;
export type User = z.output<typeof user>;
export type Subscription = z.output<typeof subscription>;
const stored = z.object({
  entries: z.array(entry),
  tasks: z.array(task),
  users: z.array(user),
  subscriptions: z.array(subscription),
  next: z.number(),
});

export const apiToken = 'togglpracticetoken';
export const workspaceId = 7_001;
export const projects = [
  { id: 21_001, name: 'Neighbourhood garden' },
  { id: 21_002, name: 'Repair café' },
];
/** Reports tell times in the zone of the account's profile. */
export const profileZone = { name: 'Europe/Berlin', offset: '+01:00', minutes: 60 };

export interface SeedOptions {
  readonly tasks: number;
  readonly members: number;
  readonly dataFile?: string;
  readonly plan?: 'FREE' | 'PREMIUM';
  readonly now: () => Date;
}

/** Everything the simulated Toggl Track remembers. */
export class TogglState {
  readonly entries = new Map<number, Entry>();
  readonly tasks = new Map<number, Task>();
  readonly users = new Map<number, User>();
  readonly subscriptions = new Map<number, Subscription>();
  readonly now: () => Date;
  readonly plan: 'FREE' | 'PREMIUM';
  /** Requests of the last hour that counted for the workspace. */
  calls: number[] = [];
  admin = true;
  readonly #snapshot: Snapshot<z.output<typeof stored>>;
  #next = 3_300_000_100;

  constructor(options: SeedOptions) {
    this.now = options.now;
    this.plan = options.plan ?? 'PREMIUM';
    const before = stored.safeParse(Snapshot.read(options.dataFile));
    if (before.success) this.#restore(before.data);
    else this.#seed(options);
    this.#snapshot = new Snapshot(options.dataFile, () => ({
      entries: [...this.entries.values()],
      tasks: [...this.tasks.values()],
      users: [...this.users.values()],
      subscriptions: [...this.subscriptions.values()],
      next: this.#next,
    }));
  }

  id(): number {
    return this.#next++;
  }

  /** The token's own user. */
  get own(): User {
    const [first] = this.users.values();
    if (first === undefined) throw new Error('The simulated workspace has nobody.');
    return first;
  }

  changed(): void {
    this.#snapshot.changed();
  }

  save(): void {
    this.#snapshot.write();
  }

  #restore(before: z.output<typeof stored>): void {
    for (const item of before.entries) this.entries.set(item.id, item);
    for (const item of before.tasks) this.tasks.set(item.id, item);
    for (const item of before.users) this.users.set(item.id, item);
    for (const item of before.subscriptions) this.subscriptions.set(item.subscription_id, item);
    this.#next = before.next;
  }

  #seed({ tasks, members, now }: SeedOptions): void {
    for (const { name, email } of people(Math.max(1, members))) {
      const id = this.id();
      this.users.set(id, { id, email, fullname: name, is_admin: this.users.size === 0, inactive: false });
    }
    const crew = [...this.users.keys()];
    const at = secondsOf(now());
    for (const [index, { title, done, assignee }] of work(Math.min(tasks, 40)).entries()) {
      const id = this.id();
      this.tasks.set(id, {
        ...{ id, name: title, workspace_id: workspaceId, project_id: projects[index % 2]?.id ?? 0 },
        ...{ user_id: assignee === null ? null : (crew[assignee % crew.length] ?? null), active: !done },
        ...{ estimated_seconds: 3600, tracked_seconds: 0, external_reference: null },
        ...{ at, server_deleted_at: null },
      });
    }
    this.#seedEntries(tasks, crew, now());
  }

  #seedEntries(count: number, crew: readonly number[], now: Date): void {
    const random = seeded(17);
    const tasks = [...this.tasks.values()];
    for (let index = 0; index < count; index++) {
      const id = this.id();
      const hour = Math.floor(now.getTime() / 3_600_000) - (count - index) * 2;
      const duration = Math.ceil(random() * 7) * 900;
      const start = new Date(hour * 3_600_000);
      const task = tasks[index % Math.max(1, tasks.length)];
      this.entries.set(id, {
        ...{ id, workspace_id: workspaceId, user_id: crew[index % crew.length] ?? 0 },
        ...{ project_id: task?.project_id ?? null, task_id: task?.id ?? null },
        ...{ description: `Shift ${index + 1}`, billable: index % 3 === 0, tags: [], tag_ids: [] },
        ...{ start: secondsOf(start), stop: secondsOf(new Date(start.getTime() + duration * 1000)) },
        ...{ duration, at: secondsOf(start), server_deleted_at: null },
      });
    }
  }
}

/** As Toggl writes moments. */
export const secondsOf = (moment: Date): string => `${moment.toISOString().slice(0, 19)}+00:00`;
