import * as z from 'zod';
import { people, seeded } from '../../../connector-kit/simulator/community.ts';
import { OAuthSimulator } from '../../../connector-kit/simulator/oauth.ts';
import { Snapshot } from '../../../connector-kit/simulator/snapshot.ts';

const named = z.object({ id: z.number(), name: z.string() });
const entry = z.object({
  id: z.number(),
  spent_date: z.string(),
  hours: z.number(),
  notes: z.nullable(z.string()),
  user: named,
  project: named,
  task: named,
  client: named,
  billable: z.boolean(),
  is_running: z.boolean(),
  timer_started_at: z.nullable(z.string()),
  is_locked: z.boolean(),
  is_closed: z.boolean(),
  external_reference: z.nullable(z.object({ id: z.string(), group_id: z.string().optional() })),
  started_time: z.null(),
  ended_time: z.null(),
  created_at: z.string(),
  updated_at: z.string(),
});
export type Entry = z.output<typeof entry>;
const user = z.object({
  id: z.number(),
  first_name: z.string(),
  last_name: z.string(),
  email: z.string(),
  is_active: z.boolean(),
  access_roles: z.array(z.string()),
  created_at: z.string(),
  updated_at: z.string(),
});
export type User = z.output<typeof user>;
const stored = z.object({
  entries: z.array(entry),
  users: z.array(user),
  next: z.number(),
  oauth: z.unknown(),
});

export const accountId = '1234567';
export const token = 'harvest-practice-token';
export const client = { clientId: 'harvest-practice-client', clientSecret: 'harvest-practice-client-secret' };
export const project = { id: 14_307_913, name: 'Neighbourhood garden' };
export const work = [
  { id: 8_083_365, name: 'Gardening' },
  { id: 8_083_366, name: 'Meetings' },
];
export const customer = { id: 5_735_774, name: 'Community' };

export interface SeedOptions {
  readonly tasks: number;
  readonly members: number;
  readonly dataFile?: string;
  readonly now: () => Date;
}

/** Everything the simulated Harvest remembers. */
export class HarvestState {
  readonly entries = new Map<number, Entry>();
  readonly users = new Map<number, User>();
  readonly now: () => Date;
  readonly oauth: OAuthSimulator;
  readonly #snapshot: Snapshot<z.output<typeof stored>>;
  #next = 636_700_000;

  constructor(options: SeedOptions) {
    this.now = options.now;
    const before = stored.safeParse(Snapshot.read(options.dataFile));
    if (before.success) this.#restore(before.data);
    else this.#seed(options);
    this.#snapshot = new Snapshot(options.dataFile, () => ({
      entries: [...this.entries.values()],
      users: [...this.users.values()],
      next: this.#next,
      oauth: this.oauth.grants.state,
    }));
    this.oauth = new OAuthSimulator({
      ...client,
      paths: { authorize: '/oauth2/authorize', token: '/api/v2/oauth2/token' },
      scopes: ['harvest:all'],
      pkce: 'none',
      clientAuthentication: 'body',
      refresh: 'rotating',
      accessSeconds: 1_209_600,
      now: options.now,
      before: before.success ? before.data.oauth : undefined,
      changed: () => this.#snapshot.changed(),
    });
  }

  id(): number {
    return this.#next++;
  }

  put(changed: Entry): Entry {
    const stamped = { ...changed, updated_at: this.now().toISOString() };
    this.entries.set(stamped.id, stamped);
    this.#snapshot.changed();
    return stamped;
  }

  remove(id: number): boolean {
    const existed = this.entries.delete(id);
    this.#snapshot.changed();
    return existed;
  }

  save(): void {
    this.#snapshot.write();
  }

  #restore({ entries, users, next }: z.output<typeof stored>): void {
    for (const item of entries) this.entries.set(item.id, item);
    for (const item of users) this.users.set(item.id, item);
    this.#next = next;
  }

  #seed({ tasks, members, now }: SeedOptions): void {
    const random = seeded(11);
    const times = { created_at: now().toISOString(), updated_at: now().toISOString() };
    for (const { name, email } of people(Math.max(1, members))) {
      const [first_name = '', ...rest] = name.split(' ');
      const id = this.id();
      const role = this.users.size === 0 ? 'administrator' : 'member';
      this.users.set(id, {
        ...{ id, first_name, last_name: rest.join(' '), email, is_active: true, access_roles: [role] },
        ...times,
      });
    }
    const crew = [...this.users.values()];
    for (let at = 0; at < tasks; at++) {
      const person = crew[at % crew.length];
      if (person === undefined) break;
      const day = new Date(now().getTime() - (tasks - at) * 3_600_000).toISOString();
      const id = this.id();
      this.entries.set(id, {
        ...{
          id,
          spent_date: day.slice(0, 10),
          hours: Math.ceil(random() * 16) / 4,
          notes: `Shift ${at + 1}`,
        },
        user: { id: person.id, name: `${person.first_name} ${person.last_name}` },
        ...{ project, task: work[at % 2] ?? project, client: customer, billable: at % 3 === 0 },
        ...{ is_running: false, timer_started_at: null, is_locked: false, is_closed: false },
        ...{
          external_reference: null,
          started_time: null,
          ended_time: null,
          created_at: day,
          updated_at: day,
        },
      });
    }
  }
}
