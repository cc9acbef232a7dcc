import * as z from 'zod';
import { OAuthSimulator } from '../../../connector-kit/simulator/oauth.ts';
import { Snapshot } from '../../../connector-kit/simulator/snapshot.ts';
import { seed } from './seed.ts';
import {
  type Entry,
  entry,
  type Group,
  group,
  type SeedOptions,
  type Task,
  task,
  type User,
  user,
  type Webhook,
  webhook,
} from './shapes.ts';

const stored = z.object({
  ...{ tasks: z.array(task), entries: z.array(entry), users: z.array(user), groups: z.array(group) },
  ...{ webhooks: z.array(webhook), next: z.number(), oauth: z.unknown() },
});

export const token = 'pk_81000001_PRACTICE0CLICKUP0TOKEN';
/** The app that is registered here. */
export const client = { clientId: 'PRACTICECLICKUPAPP', clientSecret: 'clickup-practice-client-secret' };

/** Everything the simulated ClickUp remembers. */
export class ClickUpState {
  readonly tasks = new Map<string, Task>();
  readonly entries = new Map<string, Entry>();
  readonly users = new Map<number, User>();
  readonly groups = new Map<string, Group>();
  readonly webhooks = new Map<string, Webhook>();
  /** Tasks and Lists that the account does not see. */
  readonly hidden = new Set<string>();
  readonly now: () => Date;
  /** https://developer.clickup.com/docs/authentication: no scopes, and tokens that do not end. */
  readonly oauth: OAuthSimulator;
  readonly #snapshot: Snapshot<z.output<typeof stored>>;
  #next = 1;

  constructor(options: SeedOptions) {
    this.now = options.now;
    const before = stored.safeParse(Snapshot.read(options.dataFile));
    if (before.success) this.#restore(before.data);
    else seed(this, options);
    this.#snapshot = new Snapshot(options.dataFile, () => ({
      ...{ tasks: [...this.tasks.values()], entries: [...this.entries.values()] },
      ...{ users: [...this.users.values()], groups: [...this.groups.values()] },
      ...{ webhooks: [...this.webhooks.values()], next: this.#next, oauth: this.oauth.grants.state },
    }));
    this.oauth = new OAuthSimulator({
      ...{ ...client, scopes: [], now: options.now, accessSeconds: null },
      paths: { authorize: '/api', token: '/oauth/token' },
      ...{ pkce: 'none', clientAuthentication: 'body', encoding: 'json', refresh: 'none' },
      before: before.success ? before.data.oauth : undefined,
      changed: () => this.changed(),
    });
  }

  taskId(): string {
    return `86c${(this.#next++ + 1_000_000).toString(36)}`;
  }
  /** Larger than any number that is kept exactly. */
  entryId(): string {
    return `41300000000000${String(this.#next++).padStart(5, '0')}`;
  }
  number(): number {
    return this.#next++;
  }

  /** The token's own user. */
  get own(): User {
    const [first] = this.users.values();
    if (first === undefined) throw new Error('The simulated Workspace has nobody.');
    return first;
  }

  changed(): void {
    this.#snapshot.changed();
  }

  save(): void {
    this.#snapshot.write();
  }

  #restore(before: z.output<typeof stored>): void {
    for (const found of before.tasks) this.tasks.set(found.id, found);
    for (const found of before.entries) this.entries.set(found.id, found);
    for (const found of before.users) this.users.set(found.id, found);
    for (const found of before.groups) this.groups.set(found.id, found);
    for (const found of before.webhooks) this.webhooks.set(found.id, found);
    this.#next = before.next;
  }
}
