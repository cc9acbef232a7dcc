import * as z from 'zod';
import { people, seeded, work } from '../../../connector-kit/simulator/community.ts';
import { Snapshot } from '../../../connector-kit/simulator/snapshot.ts';

const customValue = z.object({ customFieldId: z.string(), value: z.json() });
const entry = z.object({
  id: z.string(),
  description: z.string(),
  tagIds: z.array(z.string()),
  userId: z.string(),
  billable: z.boolean(),
  taskId: z.nullable(z.string()),
  projectId: z.nullable(z.string()),
  workspaceId: z.string(),
  timeInterval: z.object({
    start: z.string(),
    end: z.nullable(z.string()),
    duration: z.nullable(z.string()),
  }),
  customFieldValues: z.array(customValue),
  type: z.string(),
  kioskId: z.null(),
  isLocked: z.boolean(),
});
const task = z.object({
  id: z.string(),
  name: z.string(),
  projectId: z.string(),
  assigneeIds: z.array(z.string()),
  assigneeId: z.nullable(z.string()),
  userGroupIds: z.array(z.string()),
  estimate: z.string(),
  status: z.enum(['ACTIVE', 'DONE']),
  billable: z.boolean(),
  duration: z.string(),
});
const user = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  status: z.string(),
  membershipStatus: z.enum(['ACTIVE', 'PENDING', 'INACTIVE', 'DECLINED']),
});
const group = z.object({
  id: z.string(),
  name: z.string(),
  workspaceId: z.string(),
  userIds: z.array(z.string()),
});
const webhook = z.object({
  id: z.string(),
  name: z.string(),
  url: z.string(),
  webhookEvent: z.string(),
  triggerSourceType: z.string(),
  triggerSource: z.array(z.string()),
  authToken: z.string(),
  enabled: z.boolean(),
  deliveryEnabled: z.boolean(),
  planEnabled: z.boolean(),
  userId: z.string(),
  workspaceId: z.string(),
});
export type Entry = z.output<typeof entry>;
export type Task = z.output<typeof task>;
export type User = z.output<typeof user>;
export type Group = z.output<typeof group>;
export type Webhook = z.output<typeof webhook>;
const stored = z.object({
  entries: z.array(entry),
  tasks: z.array(task),
  users: z.array(user),
  groups: z.array(group),
  webhooks: z.array(webhook),
  next: z.number(),
});

export const apiKey = 'clockify-practice-key';
const at = (number: number): string => `65a0${number.toString(16).padStart(20, '0')}`;
export const workspaceId = at(1);
export const projects = [
  { id: at(2), name: 'Neighbourhood garden' },
  { id: at(3), name: 'Repair café' },
];
export const customField = {
  ...{ id: at(4), name: 'Place', type: 'DROPDOWN_SINGLE', entityType: 'TIMEENTRY', status: 'VISIBLE' },
  ...{ allowedValues: ['Shed', 'Beds'], required: false, workspaceId },
};

export interface SeedOptions {
  readonly tasks: number;
  readonly members: number;
  readonly dataFile?: string;
  readonly plan?: 'FREE' | 'PRO';
  readonly now: () => Date;
}

/** Everything the simulated Clockify remembers. Nothing of it carries a time of change, as at Clockify. */
export class ClockifyState {
  readonly entries = new Map<string, Entry>();
  readonly tasks = new Map<string, Task>();
  readonly users = new Map<string, User>();
  readonly groups = new Map<string, Group>();
  readonly webhooks = new Map<string, Webhook>();
  readonly plan: 'FREE' | 'PRO';
  /** What the key's user may: owners and administrators see everything. */
  role: 'OWNER' | 'WORKSPACE_ADMIN' | 'USER' = 'WORKSPACE_ADMIN';
  readonly #snapshot: Snapshot<z.output<typeof stored>>;
  #next = 100;

  constructor(options: SeedOptions) {
    this.plan = options.plan ?? 'PRO';
    const before = stored.safeParse(Snapshot.read(options.dataFile));
    if (before.success) this.#restore(before.data);
    else this.#seed(options);
    this.#snapshot = new Snapshot(options.dataFile, () => ({
      entries: [...this.entries.values()],
      tasks: [...this.tasks.values()],
      users: [...this.users.values()],
      groups: [...this.groups.values()],
      webhooks: [...this.webhooks.values()],
      next: this.#next,
    }));
  }

  id(): string {
    return at(this.#next++);
  }

  /** The key's own user. */
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
    for (const item of before.groups) this.groups.set(item.id, item);
    for (const item of before.webhooks) this.webhooks.set(item.id, item);
    this.#next = before.next;
  }

  #seed({ tasks, members, now }: SeedOptions): void {
    for (const { name, email } of people(Math.max(1, members))) {
      const id = this.id();
      this.users.set(id, { id, name, email, status: 'ACTIVE', membershipStatus: 'ACTIVE' });
    }
    const crew = [...this.users.keys()];
    for (const [index, { title, done, assignee }] of work(Math.min(tasks, 40)).entries()) {
      const id = this.id();
      const [first = ''] = crew;
      const assigneeIds = assignee === null ? [] : [crew[assignee % crew.length] ?? first];
      this.tasks.set(id, {
        ...{ id, name: title, projectId: projects[index % 2]?.id ?? '', assigneeIds },
        ...{ assigneeId: assigneeIds[0] ?? null, userGroupIds: [], estimate: 'PT1H', billable: false },
        ...{ status: done ? 'DONE' : 'ACTIVE', duration: 'PT0S' },
      });
    }
    for (const [index, name] of ['Garden', 'Repairs'].entries()) {
      const id = this.id();
      this.groups.set(id, { id, name, workspaceId, userIds: crew.filter((_, at) => at % 2 === index) });
    }
    this.#seedEntries(tasks, crew, now());
  }

  #seedEntries(count: number, crew: readonly string[], now: Date): void {
    const random = seeded(13);
    const tasks = [...this.tasks.values()];
    for (let index = 0; index < count; index++) {
      const id = this.id();
      const start = new Date(Math.floor(now.getTime() / 3_600_000 - (count - index) * 2) * 3_600_000);
      const quarters = Math.ceil(random() * 7);
      const task = tasks[index % Math.max(1, tasks.length)];
      this.entries.set(id, {
        ...{ id, description: `Shift ${index + 1}`, tagIds: [], userId: crew[index % crew.length] ?? '' },
        ...{ billable: index % 3 === 0, taskId: task?.id ?? null, projectId: task?.projectId ?? null },
        ...{ workspaceId, customFieldValues: [], type: 'REGULAR', kioskId: null, isLocked: false },
        timeInterval: intervalOf(start, new Date(start.getTime() + quarters * 900_000)),
      });
    }
  }
}

/** As Clockify writes it: whole seconds in UTC, and a duration without parts that are nothing. */
export function intervalOf(start: Date, end: Date | null): Entry['timeInterval'] {
  const text = (moment: Date) => `${moment.toISOString().slice(0, 19)}Z`;
  if (end === null) return { start: text(start), end: null, duration: null };
  const seconds = Math.floor((end.getTime() - start.getTime()) / 1000);
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
  const parts = `${h > 0 ? `${h}H` : ''}${m > 0 ? `${m}M` : ''}${s > 0 ? `${s}S` : ''}`;
  return { start: text(start), end: text(end), duration: `PT${parts === '' ? '0S' : parts}` };
}
