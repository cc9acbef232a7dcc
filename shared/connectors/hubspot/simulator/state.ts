import * as z from 'zod';
import { people, work } from '../../../connector-kit/simulator/community.ts';
import { OAuthSimulator } from '../../../connector-kit/simulator/oauth.ts';
import { Snapshot } from '../../../connector-kit/simulator/snapshot.ts';
import { manifest } from '../manifest.ts';
import { type Definition, standard } from './properties.ts';

const item = z.object({
  id: z.string(),
  type: z.enum(['contacts', 'companies', 'tasks', 'meetings']),
  properties: z.record(z.string(), z.nullable(z.string())),
  createdAt: z.string(),
  updatedAt: z.string(),
  archivedAt: z.nullable(z.string()),
  /** The record into which this one was merged. */
  mergedInto: z.nullable(z.string()),
});
export type Item = z.output<typeof item>;
const link = z.object({ from: z.string(), to: z.string() });
const stored = z.object({
  items: z.array(item),
  links: z.array(link),
  stamped: z.array(z.string()),
  hook: z.nullable(z.string()),
  next: z.number(),
  oauth: z.unknown(),
});

export const token = 'hubspot-practice-service-key';
export const client = { clientId: 'hubspot-practice-client', clientSecret: 'hubspot-practice-client-secret' };
export const portalId = 24_681_012;
export const timeZone = 'Europe/Berlin';
export const owner = { id: '71001', email: 'front.desk@example.org', firstName: 'Front', lastName: 'Desk' };

export interface SeedOptions {
  readonly tasks: number;
  readonly members: number;
  readonly dataFile?: string;
  readonly now: () => Date;
  /** Seconds after which the search knows of a change. */
  readonly searchLagSeconds?: number;
}

/** Everything the simulated HubSpot remembers. */
export class HubSpotState {
  readonly items = new Map<string, Item>();
  /** Both directions of each association are one entry, under the smaller id. */
  readonly links = new Map<string, z.output<typeof link>>();
  readonly definitions: Map<Item['type'], Definition[]>;
  readonly now: () => Date;
  readonly oauth: OAuthSimulator;
  readonly lagMs: number;
  /** Where the app sends its webhooks. */
  hook: string | null = null;
  /** What the key may do besides reading and writing records. */
  mayDefine = true;
  /** Another account than the one that was chosen. */
  portalId = portalId;
  readonly #snapshot: Snapshot<z.output<typeof stored>>;
  /** Each record before its last change, as the search still knows it. */
  readonly #before = new Map<string, Item | undefined>();
  #next = 5_100_000;

  constructor(options: SeedOptions) {
    this.now = options.now;
    this.lagMs = (options.searchLagSeconds ?? 0) * 1000;
    this.definitions = new Map([
      ['contacts', [...standard.contacts]],
      ['companies', [...standard.companies]],
      ['tasks', [...standard.tasks]],
      ['meetings', [...standard.meetings]],
    ]);
    const before = stored.safeParse(Snapshot.read(options.dataFile));
    if (before.success) this.#restore(before.data);
    else this.#seed(options);
    this.#snapshot = new Snapshot(options.dataFile, () => ({
      items: [...this.items.values()],
      links: [...this.links.values()],
      stamped: (['contacts', 'companies'] as const).filter((type) => this.definition(type, 'britepool_key')),
      hook: this.hook,
      next: this.#next,
      oauth: this.oauth.grants.state,
    }));
    const [grant] = manifest.auth[1].grants;
    this.oauth = new OAuthSimulator({
      ...client,
      paths: {
        ...{ authorize: '/oauth/authorize', token: '/oauth/2026-09/token' },
        revoke: '/oauth/2026-09/token/revoke',
      },
      scopes: grant.scopes,
      pkce: 'none',
      clientAuthentication: 'body',
      refresh: 'kept',
      accessSeconds: 1800,
      extra: { hub_id: portalId },
      now: options.now,
      before: before.success ? before.data.oauth : undefined,
      changed: () => this.changed(),
    });
  }

  id(): string {
    return String(this.#next++);
  }

  definition(type: Item['type'], name: string): Definition | undefined {
    return this.definitions.get(type)?.find((known) => known.name === name);
  }

  /** Records of a type in the order of their ids, as any read by id knows them. */
  all(type: Item['type'], archived = false): readonly Item[] {
    return [...this.items.values()].filter(
      (known) => known.type === type && (known.archivedAt !== null) === archived && known.mergedInto === null,
    );
  }

  /** The same as the search knows them. */
  indexed(type: Item['type']): readonly Item[] {
    return this.all(type).flatMap((known) => {
      const isKnown = this.now().getTime() - Date.parse(known.updatedAt) >= this.lagMs;
      const before = isKnown || !this.#before.has(known.id) ? known : this.#before.get(known.id);
      return before === undefined ? [] : [before];
    });
  }

  put(changed: Item): Item {
    this.#before.set(changed.id, this.items.get(changed.id));
    const stamped = { ...changed, updatedAt: this.now().toISOString() };
    this.items.set(stamped.id, stamped);
    this.changed();
    return stamped;
  }

  linked(id: string, type: Item['type']): readonly string[] {
    return [...this.links.values()]
      .flatMap(({ from, to }) => (from === id ? [to] : to === id ? [from] : []))
      .filter((other) => this.items.get(other)?.type === type && this.items.get(other)?.archivedAt === null);
  }

  changed(): void {
    this.#snapshot.changed();
  }

  save(): void {
    this.#snapshot.write();
  }

  #restore(before: z.output<typeof stored>): void {
    for (const known of before.items) this.items.set(known.id, known);
    for (const known of before.links) this.links.set(linkKey(known.from, known.to), known);
    for (const type of ['contacts', 'companies'] as const)
      if (before.stamped.includes(type)) this.definitions.get(type)?.push(stampDefinition);
    this.hook = before.hook;
    this.#next = before.next;
  }

  #seed({ tasks, members, now }: SeedOptions): void {
    const at = new Date(now().getTime() - 3_600_000).toISOString();
    const add = (type: Item['type'], properties: Item['properties']): string => {
      const id = this.id();
      const times = { createdAt: at, updatedAt: at };
      this.items.set(id, { id, type, properties, ...times, archivedAt: null, mergedInto: null });
      return id;
    };
    const join = (from: string, to: string) => this.links.set(linkKey(from, to), { from, to });
    const crew = people(Math.max(1, members)).map(({ name, email }) => {
      const [firstname = '', ...rest] = name.split(' ');
      return add('contacts', { firstname, lastname: rest.join(' '), email });
    });
    const groups = ['Garden', 'Repairs'].map((name) => add('companies', { name }));
    for (const [index, contact] of crew.entries()) join(contact, groups[index % groups.length] ?? '');
    for (const { title, notes, done, due, assignee } of work(tasks)) {
      const id = add('tasks', {
        hs_task_subject: title,
        hs_task_body: notes === '' ? null : `<p>${notes}</p>`,
        hs_task_status: done ? 'COMPLETED' : 'NOT_STARTED',
        ...{ hs_task_priority: 'NONE', hs_task_type: 'TODO', hubspot_owner_id: owner.id },
        hs_timestamp: `${due ?? '2026-12-31'}T08:00:00.000Z`,
      });
      if (assignee !== null) join(id, crew[assignee % crew.length] ?? '');
    }
    for (const [index, name] of ['Harvest supper', 'Repair evening', 'Yearly meeting'].entries()) {
      const start = `2026-12-0${index + 1}T17:00:00.000Z`;
      const id = add('meetings', {
        ...{ hs_meeting_title: name, hs_meeting_location: 'Barn', hs_meeting_outcome: 'SCHEDULED' },
        ...{ hs_meeting_start_time: start, hs_timestamp: start },
        hs_meeting_end_time: `2026-12-0${index + 1}T19:00:00.000Z`,
      });
      join(id, groups[index % groups.length] ?? '');
    }
  }
}

export const linkKey = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`);
export const stampDefinition: Definition = {
  ...{ name: 'britepool_key', label: 'BritePool key', type: 'string', fieldType: 'text' },
  ...{ groupName: 'contactinformation', readOnly: false, unique: true, options: [] },
};
