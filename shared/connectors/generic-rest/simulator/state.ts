import * as z from 'zod';
import { people, work } from '../../../connector-kit/simulator/community.ts';
import { Snapshot } from '../../../connector-kit/simulator/snapshot.ts';
import { communityLife } from './life.ts';

const entity = z.looseObject({ id: z.string(), updated_at: z.string() });
export type Entity = z.output<typeof entity>;
const hook = z.object({ url: z.string(), secret: z.string(), scheme: z.enum(['hmac', 'standard-webhooks']) });
export type Hook = z.output<typeof hook>;
const stored = z.object({
  tasks: z.array(entity),
  members: z.array(entity),
  committees: z.array(entity).default([]),
  committeeMembers: z.array(entity).default([]),
  events: z.array(entity).default([]),
  participationLogs: z.array(entity).default([]),
  hook: z.nullable(hook),
  next: z.number(),
});

export const token = 'generic-practice-token';
export const collections = [
  'tasks',
  'members',
  'committees',
  'committeeMembers',
  'events',
  'participationLogs',
] as const;
export type CollectionName = (typeof collections)[number];

const lifeCollections = ['committees', 'committeeMembers', 'events', 'participationLogs'] as const;

/** How ids of a collection begin, and what its webhooks call a record. */
export const nouns: { readonly [name in CollectionName]: { readonly id: string; readonly event: string } } = {
  tasks: { id: 'task', event: 'task' },
  members: { id: 'person', event: 'member' },
  committees: { id: 'committee', event: 'committee' },
  committeeMembers: { id: 'seat', event: 'committeeMember' },
  events: { id: 'event', event: 'event' },
  participationLogs: { id: 'time', event: 'participationLog' },
};

/** What the simulated REST system remembers. */
export class GenericState {
  readonly data: { readonly [name in CollectionName]: Map<string, Entity> } = {
    tasks: new Map(),
    members: new Map(),
    committees: new Map(),
    committeeMembers: new Map(),
    events: new Map(),
    participationLogs: new Map(),
  };
  hook: Hook | null = null;
  readonly now: () => Date;
  readonly #snapshot: Snapshot<z.output<typeof stored>>;
  #next = 1;

  constructor(options: { tasks: number; members: number; dataFile?: string; now: () => Date }) {
    this.now = options.now;
    const before = stored.safeParse(Snapshot.read(options.dataFile));
    if (before.success) {
      for (const name of collections)
        for (const item of before.data[name]) this.data[name].set(item.id, item);
      this.hook = before.data.hook;
      this.#next = before.data.next;
    } else this.#seed(options);
    this.#snapshot = new Snapshot(options.dataFile, () => ({
      tasks: [...this.data.tasks.values()],
      members: [...this.data.members.values()],
      committees: [...this.data.committees.values()],
      committeeMembers: [...this.data.committeeMembers.values()],
      events: [...this.data.events.values()],
      participationLogs: [...this.data.participationLogs.values()],
      hook: this.hook,
      next: this.#next,
    }));
  }

  id(prefix: string): string {
    return `${prefix}_${this.#next++}`;
  }

  setHook(value: unknown): void {
    this.hook = hook.parse(value);
    this.#snapshot.changed();
  }

  put(name: CollectionName, item: Entity): Entity {
    this.data[name].set(item.id, item);
    this.#snapshot.changed();
    return item;
  }

  save(): void {
    this.#snapshot.write();
  }

  #seed({ tasks, members, now }: { tasks: number; members: number; now: () => Date }): void {
    const began = now().getTime() - (tasks + members) * 1000;
    people(members).forEach((person, at) => {
      const id = this.id('person');
      this.data.members.set(id, { id, ...person, updated_at: new Date(began + at * 1000).toISOString() });
    });
    work(tasks, 11).forEach((item, at) => {
      const id = this.id('task');
      const updated_at = new Date(began + (members + at) * 1000).toISOString();
      this.data.tasks.set(id, {
        id,
        name: item.title,
        description: item.notes,
        status: item.done ? 'completed' : 'in_progress',
        due_on: item.due,
        tags: [],
        updated_at,
      });
    });
    const updated_at = new Date(began).toISOString();
    const life = communityLife([...this.data.members.keys()], [...this.data.tasks.keys()]);
    for (const name of lifeCollections)
      for (const item of life[name]) this.data[name].set(item.id, { ...item, updated_at });
  }
}
