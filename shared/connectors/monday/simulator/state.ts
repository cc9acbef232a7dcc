import * as z from 'zod';
import { OAuthSimulator } from '../../../connector-kit/simulator/oauth.ts';
import { Snapshot } from '../../../connector-kit/simulator/snapshot.ts';
import { scopes } from './boards.ts';
import { seed } from './seed.ts';
import {
  type Item,
  item,
  type Log,
  log,
  type SeedOptions,
  type Team,
  team,
  type User,
  user,
  type Webhook,
  webhook,
} from './shapes.ts';

const stored = z.object({
  ...{ items: z.array(item), users: z.array(user), teams: z.array(team), webhooks: z.array(webhook) },
  ...{ logs: z.array(log), next: z.number(), oauth: z.unknown() },
});

export const token = 'monday-practice-token';
/** The app that is registered here, and with what it signs its webhooks. */
export const client = {
  clientId: 'a1b2c3d4e5f60718293a4b5c6d7e8f90',
  clientSecret: 'monday-practice-client-secret',
  signingSecret: 'monday-practice-signing-secret',
};

/** Everything the simulated monday.com remembers. */
export class MondayState {
  readonly items = new Map<string, Item>();
  readonly users = new Map<string, User>();
  readonly teams = new Map<string, Team>();
  readonly webhooks = new Map<string, Webhook>();
  readonly logs: Log[] = [];
  /** Boards that the account does not see any more. */
  readonly hidden = new Set<string>();
  readonly now: () => Date;
  /** https://developer.monday.com/apps/docs/migrating-to-the-new-oauth-flow */
  readonly oauth: OAuthSimulator;
  readonly #snapshot: Snapshot<z.output<typeof stored>>;
  #next = 9_100_000_001;

  constructor(options: SeedOptions) {
    this.now = options.now;
    const before = stored.safeParse(Snapshot.read(options.dataFile));
    if (before.success) this.#restore(before.data);
    else seed(this, options);
    this.#snapshot = new Snapshot(options.dataFile, () => ({
      ...{
        items: [...this.items.values()],
        users: [...this.users.values()],
        teams: [...this.teams.values()],
      },
      ...{ webhooks: [...this.webhooks.values()], logs: this.logs, next: this.#next },
      oauth: this.oauth.grants.state,
    }));
    const { clientId, clientSecret } = client;
    this.oauth = new OAuthSimulator({
      ...{ clientId, clientSecret, scopes, now: options.now, accessSeconds: 3600 },
      paths: {
        ...{
          authorize: '/oauth2/authorize',
          token: '/oauth_ms/oauth/token',
          revoke: '/oauth_ms/oauth/revoke',
        },
      },
      ...{ pkce: 'required', clientAuthentication: 'body', encoding: 'json', refresh: 'rotating' },
      before: before.success ? before.data.oauth : undefined,
      changed: () => this.changed(),
    });
  }

  id(): string {
    return String(this.#next++);
  }

  /** monday.com tells times in whole seconds. */
  time(at = this.now()): string {
    return `${at.toISOString().slice(0, 19)}Z`;
  }

  /** The token's own user. */
  get own(): User {
    const [first] = this.users.values();
    if (first === undefined) throw new Error('The simulated account has nobody.');
    return first;
  }

  changed(): void {
    this.#snapshot.changed();
  }

  save(): void {
    this.#snapshot.write();
  }

  #restore(before: z.output<typeof stored>): void {
    for (const found of before.items) this.items.set(found.id, found);
    for (const found of before.users) this.users.set(found.id, found);
    for (const found of before.teams) this.teams.set(found.id, found);
    for (const found of before.webhooks) this.webhooks.set(found.id, found);
    this.logs.push(...before.logs);
    this.#next = before.next;
  }
}
