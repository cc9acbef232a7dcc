import * as z from 'zod';
import { people, work } from '../../../connector-kit/simulator/community.ts';
import { OAuthSimulator } from '../../../connector-kit/simulator/oauth.ts';
import { Snapshot } from '../../../connector-kit/simulator/snapshot.ts';

const task = z.object({
  gid: z.string(),
  resource_type: z.literal('task'),
  resource_subtype: z.string(),
  name: z.string(),
  notes: z.string(),
  completed: z.boolean(),
  due_on: z.nullable(z.string()),
  start_on: z.nullable(z.string()),
  assignee: z.nullable(z.object({ gid: z.string() })),
  tags: z.array(z.object({ gid: z.string(), name: z.string() })),
  projects: z.array(z.object({ gid: z.string() })),
  /** Ids of chosen options by the id of their field. */
  custom: z.record(z.string(), z.nullable(z.string())).default({}),
  modified_at: z.string(),
  created_at: z.string(),
});
export type Task = z.output<typeof task>;
const webhook = z.object({
  gid: z.string(),
  resource: z.string(),
  target: z.string(),
  secret: z.string(),
  active: z.boolean(),
});
export type Webhook = z.output<typeof webhook>;
const stored = z.object({
  tasks: z.array(task),
  users: z.array(z.object({ gid: z.string(), name: z.string(), email: z.string() })),
  webhooks: z.array(webhook),
  next: z.number(),
  oauth: z.unknown(),
});

export const workspaceGid = '1200000000000001';
export const projectGid = '1200000000000100';
export const token = 'asana-practice-token';
/** The app that is registered here. */
export const client = { clientId: '1201234567890', clientSecret: 'asana-practice-client-secret' };

export interface SeedOptions {
  readonly tasks: number;
  readonly members: number;
  readonly dataFile?: string;
  readonly now: () => Date;
}

/** Everything the simulated Asana remembers. */
export class AsanaState {
  readonly tasks = new Map<string, Task>();
  readonly users = new Map<string, { gid: string; name: string; email: string }>();
  readonly webhooks = new Map<string, Webhook>();
  readonly #snapshot: Snapshot<z.output<typeof stored>>;
  readonly now: () => Date;
  /** https://developers.asana.com/docs/oauth: the refresh token stays good; an access token lives an hour. */
  readonly oauth: OAuthSimulator;
  #next = 1_300_000_000_000_000;

  constructor(options: SeedOptions) {
    this.now = options.now;
    const before = stored.safeParse(Snapshot.read(options.dataFile));
    if (before.success) this.#restore(before.data);
    else this.#seed(options);
    this.#snapshot = new Snapshot(options.dataFile, () => ({
      tasks: [...this.tasks.values()],
      users: [...this.users.values()],
      webhooks: [...this.webhooks.values()],
      next: this.#next,
      oauth: this.oauth.grants.state,
    }));
    this.oauth = new OAuthSimulator({
      ...client,
      paths: { authorize: '/-/oauth_authorize', token: '/-/oauth_token', revoke: '/-/oauth_revoke' },
      scopes: ['default'],
      pkce: 'required',
      clientAuthentication: 'body',
      refresh: 'kept',
      accessSeconds: 3600,
      extra: { data: { id: 1100000000000001, gid: '1100000000000001', name: 'Sync account' } },
      now: options.now,
      before: before.success ? before.data.oauth : undefined,
      changed: () => this.changed(),
    });
  }

  gid(): string {
    return String(this.#next++);
  }

  changed(): void {
    this.#snapshot.changed();
  }

  save(): void {
    this.#snapshot.write();
  }

  #restore({ tasks, users, webhooks, next }: z.output<typeof stored>): void {
    for (const item of tasks) this.tasks.set(item.gid, item);
    for (const item of users) this.users.set(item.gid, item);
    for (const item of webhooks) this.webhooks.set(item.gid, item);
    this.#next = next;
  }

  #seed({ tasks, members, now }: SeedOptions): void {
    const crew = people(members).map((person) => ({ gid: this.gid(), ...person }));
    for (const person of crew) this.users.set(person.gid, person);
    const began = now().getTime() - tasks * 60_000;
    work(tasks).forEach((item, at) => {
      const time = new Date(began + at * 60_000).toISOString();
      const assignee = item.assignee === null ? undefined : crew[item.assignee % Math.max(1, crew.length)];
      const gid = this.gid();
      this.tasks.set(gid, {
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
  }
}
