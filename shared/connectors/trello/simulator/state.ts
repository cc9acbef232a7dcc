import * as z from 'zod';
import { people, work } from '../../../connector-kit/simulator/community.ts';
import { OAuthSimulator } from '../../../connector-kit/simulator/oauth.ts';
import { Snapshot } from '../../../connector-kit/simulator/snapshot.ts';

const card = z.object({
  id: z.string(),
  name: z.string(),
  desc: z.string(),
  dueComplete: z.boolean(),
  due: z.nullable(z.string()),
  start: z.nullable(z.string()),
  closed: z.boolean(),
  idList: z.string(),
  idBoard: z.string(),
  idMembers: z.array(z.string()),
  labels: z.array(z.object({ id: z.string(), name: z.string(), color: z.string() })),
  customFieldItems: z.array(z.unknown()),
  dateLastActivity: z.string(),
  shortUrl: z.string(),
});
export type Card = z.output<typeof card>;
const member = z.object({ id: z.string(), fullName: z.string(), username: z.string() });
const webhook = z.object({
  id: z.string(),
  idModel: z.string(),
  callbackURL: z.string(),
  description: z.string(),
  active: z.boolean(),
});
export type Webhook = z.output<typeof webhook>;
const action = z.object({ id: z.string(), type: z.string(), date: z.string(), card: z.string() });
const stored = z.object({
  cards: z.array(card),
  members: z.array(member),
  webhooks: z.array(webhook),
  actions: z.array(action),
  next: z.number(),
  oauth: z.unknown(),
});

export const apiKey = 'trello-practice-key';
export const token = 'trello-practice-token';
export const secret = 'trello-practice-secret';
export const client = { clientId: 'trello-practice-client', clientSecret: 'trello-practice-client-secret' };
export const boardId = '5f0000000000000000000001';
export const lists = [
  { id: '5f00000000000000000000a1', name: 'To do' },
  { id: '5f00000000000000000000a2', name: 'Doing' },
  { id: '5f00000000000000000000a3', name: 'Done' },
];
export const customField = { id: '5f00000000000000000000c1', name: 'Tools', type: 'text' };

export interface SeedOptions {
  readonly tasks: number;
  readonly members: number;
  readonly dataFile?: string;
  readonly now: () => Date;
}

/** Everything the simulated Trello remembers. */
export class TrelloState {
  readonly cards = new Map<string, Card>();
  readonly members = new Map<string, z.output<typeof member>>();
  readonly webhooks = new Map<string, Webhook>();
  readonly actions: z.output<typeof action>[] = [];
  readonly now: () => Date;
  /** Each refresh ends the refresh token before. */
  readonly oauth: OAuthSimulator;
  readonly #snapshot: Snapshot<z.output<typeof stored>>;
  #next = 1;

  constructor(options: SeedOptions) {
    this.now = options.now;
    const before = stored.safeParse(Snapshot.read(options.dataFile));
    if (before.success) this.#restore(before.data);
    else this.#seed(options);
    this.#snapshot = new Snapshot(options.dataFile, () => ({
      cards: [...this.cards.values()],
      members: [...this.members.values()],
      webhooks: [...this.webhooks.values()],
      actions: this.actions,
      next: this.#next,
      oauth: this.oauth.grants.state,
    }));
    this.oauth = new OAuthSimulator({
      ...client,
      paths: { authorize: '/authorize', token: '/oauth/token' },
      scopes: ['read:board:trello', 'write:board:trello', 'read:member:trello', 'offline_access'],
      pkce: 'required',
      clientAuthentication: 'body',
      refresh: 'rotating',
      accessSeconds: 3600,
      now: options.now,
      before: before.success ? before.data.oauth : undefined,
      changed: () => this.changed(),
    });
  }

  /** Eight digits of the second, then a counter: later ids are larger. */
  id(): string {
    const second = Math.floor(this.now().getTime() / 1000)
      .toString(16)
      .padStart(8, '0');
    return `${second.slice(-8)}${(this.#next++).toString(16).padStart(16, '0')}`;
  }

  changed(): void {
    this.#snapshot.changed();
  }

  save(): void {
    this.#snapshot.write();
  }

  #restore({ cards, members, webhooks, actions, next }: z.output<typeof stored>): void {
    for (const item of cards) this.cards.set(item.id, item);
    for (const item of members) this.members.set(item.id, item);
    for (const item of webhooks) this.webhooks.set(item.id, item);
    this.actions.push(...actions);
    this.#next = next;
  }

  #seed({ tasks, members, now }: SeedOptions): void {
    for (const { name, email } of people(members)) {
      const id = this.id();
      this.members.set(id, { id, fullName: name, username: email.split('@')[0] ?? name });
    }
    const crew = [...this.members.keys()];
    work(tasks).forEach((item, at) => {
      const id = this.id();
      const assignee = item.assignee === null ? undefined : crew[item.assignee % Math.max(1, crew.length)];
      this.cards.set(id, {
        ...{ id, name: item.title, desc: item.notes, dueComplete: item.done, closed: false },
        ...{ due: item.due === null ? null : `${item.due}T12:00:00.000Z`, start: null, idBoard: boardId },
        idList: lists[item.done ? 2 : 0]?.id ?? '',
        idMembers: assignee === undefined ? [] : [assignee],
        ...{ labels: [], customFieldItems: [], shortUrl: `https://trello.com/c/${id.slice(-8)}` },
        dateLastActivity: new Date(now().getTime() - (tasks - at) * 60_000).toISOString(),
      });
    });
  }
}
