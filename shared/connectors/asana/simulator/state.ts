import { OAuthSimulator } from '../../../connector-kit/simulator/oauth.ts';
import { Snapshot } from '../../../connector-kit/simulator/snapshot.ts';
import { seed } from './seed.ts';
import {
  type Entry,
  type Seat,
  type SeedOptions,
  type Stored,
  stored,
  type Task,
  type Team,
  type User,
  type Webhook,
} from './shapes.ts';
import { client } from './workspace.ts';

/** Everything the simulated Asana remembers. */
export class AsanaState {
  readonly tasks = new Map<string, Task>();
  readonly users = new Map<string, User>();
  readonly teams = new Map<string, Team>();
  readonly seats = new Map<string, Seat>();
  readonly entries = new Map<string, Entry>();
  readonly webhooks = new Map<string, Webhook>();
  /** Whether the plan has time tracking. */
  readonly keepsTime: boolean;
  readonly #snapshot: Snapshot<Stored>;
  readonly now: () => Date;
  /** https://developers.asana.com/docs/oauth: the refresh token stays good; an access token lives an hour. */
  readonly oauth: OAuthSimulator;
  #next = 1_300_000_000_000_000;

  constructor(options: SeedOptions) {
    this.now = options.now;
    this.keepsTime = options.keepsTime ?? true;
    const before = stored.safeParse(Snapshot.read(options.dataFile));
    if (before.success) this.#restore(before.data);
    else seed(this, options);
    this.#snapshot = new Snapshot(options.dataFile, () => ({
      tasks: [...this.tasks.values()],
      users: [...this.users.values()],
      teams: [...this.teams.values()],
      seats: [...this.seats.values()],
      entries: [...this.entries.values()],
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

  /** The person whose token it is: the first of all. */
  get own(): User {
    const [first] = this.users.values();
    return first ?? { gid: '1100000000000001', name: 'Sync account', email: 'sync@example.org' };
  }

  /** Whether the token's person is in the team. */
  isIn(team: string): boolean {
    return [...this.seats.values()].some((seat) => seat.team === team && seat.user === this.own.gid);
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

  #restore({ tasks, users, teams, seats, entries, webhooks, next }: Stored): void {
    for (const item of tasks) this.tasks.set(item.gid, item);
    for (const item of users) this.users.set(item.gid, item);
    for (const item of teams) this.teams.set(item.gid, item);
    for (const item of seats) this.seats.set(item.gid, item);
    for (const item of entries) this.entries.set(item.gid, item);
    for (const item of webhooks) this.webhooks.set(item.gid, item);
    this.#next = next;
  }
}
