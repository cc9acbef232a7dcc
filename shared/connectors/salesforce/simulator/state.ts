import * as z from 'zod';
import { people, work } from '../../../connector-kit/simulator/community.ts';
import { OAuthSimulator, type OAuthSimulatorOptions } from '../../../connector-kit/simulator/oauth.ts';
import { Snapshot } from '../../../connector-kit/simulator/snapshot.ts';
import { idOf } from './ids.ts';
import { objects, recordTypes } from './objects.ts';

const row = z.record(z.string(), z.json());
/** A row as it lies there; moments are ISO with `Z`. */
export type Stored = z.output<typeof row>;
const stored = z.object({
  rows: z.record(z.string(), z.array(row)),
  deletions: z.array(z.object({ object: z.string(), id: z.string(), at: z.string() })),
  next: z.number(),
  oauth: z.unknown(),
});

export const client = {
  clientId: 'salesforce-practice-consumer-key',
  clientSecret: 'salesforce-practice-consumer-secret',
};
export const username = 'sync@practice.example';

export interface SeedOptions {
  readonly tasks: number;
  readonly members: number;
  readonly dataFile?: string;
  readonly now: () => Date;
  readonly jwtPublicKey?: string;
  readonly origin: () => string;
}

/** Everything the simulated org remembers. */
export class SalesforceState {
  readonly rows = new Map<string, Map<string, Stored>>();
  deletions: z.output<typeof stored>['deletions'] = [];
  /** What the sync's user may: all records, and which fields (`Contact.Email`) and rows it may not see. */
  readonly user = { viewAll: true, hiddenFields: new Set<string>(), hiddenRows: new Set<string>() };
  readonly usage = { used: 0, most: 100_000 };
  /** Writes that find the row locked by somebody else's. */
  locked = 0;
  /** Until when the log of deletions was purged. */
  logFrom = 0;
  readonly now: () => Date;
  readonly oauth: OAuthSimulator;
  readonly #snapshot: Snapshot<z.output<typeof stored>>;
  #next = 1;

  constructor(options: SeedOptions) {
    this.now = options.now;
    for (const name of Object.keys(objects)) this.rows.set(name, new Map());
    const before = stored.safeParse(Snapshot.read(options.dataFile));
    this.#snapshot = new Snapshot(options.dataFile, () => ({
      rows: Object.fromEntries([...this.rows].map(([name, rows]) => [name, [...rows.values()]])),
      deletions: this.deletions,
      next: this.#next,
      oauth: this.oauth.grants.state,
    }));
    if (before.success) this.#restore(before.data);
    else this.#seed(options);
    this.oauth = new OAuthSimulator({
      ...signIn(options),
      before: before.success ? before.data.oauth : undefined,
      changed: () => this.#snapshot.changed(),
    });
  }

  of(object: string): Map<string, Stored> {
    return this.rows.get(object) ?? new Map();
  }

  /** The row, if it is there and the sync's user may see it. */
  seen(object: string, id: string): Stored | undefined {
    const found = this.of(object).get(id);
    return found === undefined || !this.visible(id) ? undefined : found;
  }
  visible(id: string): boolean {
    return this.user.viewAll || !this.user.hiddenRows.has(id);
  }

  /** A new row gets its id and times here, every other field of its object is empty. */
  add(object: string, values: Stored): Stored {
    const shape = objects[object];
    const at = this.now().toISOString();
    const empty = (shape?.fields ?? []).map(({ name, type }) => [name, type === 'boolean' ? false : null]);
    const id = idOf(shape?.prefix ?? '000', this.#next++);
    const times = { CreatedDate: at, LastModifiedDate: at, SystemModstamp: at };
    return this.put(object, { ...Object.fromEntries(empty), ...values, ...times, Id: id });
  }
  change(object: string, before: Stored, values: Stored): Stored {
    const at = this.now().toISOString();
    return this.put(object, { ...before, ...values, LastModifiedDate: at, SystemModstamp: at });
  }
  put(object: string, values: Stored): Stored {
    this.of(object).set(String(values.Id), values);
    this.#snapshot.changed();
    return values;
  }

  /** Into the recycle bin, or past it. */
  remove(object: string, before: Stored, how: 'binned' | 'purged'): void {
    const id = String(before.Id);
    if (before.IsDeleted !== true) this.deletions.push({ object, id, at: this.now().toISOString() });
    if (how === 'binned') this.change(object, before, { IsDeleted: true });
    else this.of(object).delete(id);
    this.#snapshot.changed();
  }

  save(): void {
    this.#snapshot.write();
  }

  #restore({ rows, deletions, next }: z.output<typeof stored>): void {
    for (const [name, items] of Object.entries(rows))
      for (const item of items) this.of(name).set(String(item.Id), item);
    this.deletions = deletions;
    this.#next = next;
  }

  #seed({ tasks, members }: SeedOptions): void {
    const user = this.add('User', {
      ...{
        Name: 'Sync of BritePool',
        Username: username,
        Email: username,
        IsActive: true,
        UserType: 'Standard',
      },
    });
    const owner = { OwnerId: user.Id ?? null };
    const crew = people(Math.max(1, members)).map(({ name, email }) => {
      const [FirstName = '', ...rest] = name.split(' ');
      const RecordTypeId = recordTypes[1]?.recordTypeId ?? null;
      const names = { Name: name, FirstName, LastName: rest.join(' '), Email: email };
      return this.add('Contact', { ...owner, ...names, Phone: null, RecordTypeId });
    });
    const teams = ['Garden', 'Festival', 'House'].map((Name) =>
      this.add('Campaign', {
        ...owner,
        Name,
        Type: 'Committee',
        IsActive: true,
        Description: `The ${Name} team`,
      }),
    );
    crew.slice(0, 12).forEach((person, at) => {
      const CampaignId = teams[at % teams.length]?.Id ?? null;
      this.add('CampaignMember', { CampaignId, ContactId: person.Id ?? null, Status: 'Responded' });
    });
    for (const { title, notes, done, due, assignee } of work(tasks))
      this.add('Task', {
        ...{ ...owner, Subject: title, Description: notes === '' ? null : notes, ActivityDate: due },
        ...{ Status: done ? 'Completed' : 'Not Started', IsClosed: done, Priority: 'Normal' },
        ...{
          TaskSubtype: 'Task',
          WhoId: assignee === null ? null : (crew[assignee % crew.length]?.Id ?? null),
        },
      });
    for (let at = 0; at < 4; at++) {
      const StartDateTime = new Date(Date.UTC(2026, 11, 5 + at * 7, 14)).toISOString();
      const EndDateTime = new Date(Date.UTC(2026, 11, 5 + at * 7, 16)).toISOString();
      this.add('Event', {
        ...{ ...owner, Subject: `Open garden ${at + 1}`, Location: 'Gate 2', WhatId: teams[0]?.Id ?? null },
        ...{ StartDateTime, EndDateTime, DurationInMinutes: 120, ActivityDate: StartDateTime.slice(0, 10) },
      });
    }
  }
}

/** https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_endpoints.htm */
function signIn({ now, jwtPublicKey, origin }: SeedOptions): OAuthSimulatorOptions {
  return {
    ...client,
    paths: {
      authorize: '/services/oauth2/authorize',
      token: '/services/oauth2/token',
      revoke: '/services/oauth2/revoke',
    },
    scopes: ['api', 'id', 'openid', 'refresh_token', 'offline_access'],
    pkce: 'required',
    clientAuthentication: 'body',
    refresh: 'rotating',
    accessSeconds: null,
    clientCredentials: true,
    ...(jwtPublicKey === undefined
      ? {}
      : {
          jwtBearer: {
            publicKey: jwtPublicKey,
            get audience() {
              return origin();
            },
          },
        }),
    extra: {
      get instance_url() {
        return origin();
      },
      get id() {
        return `${origin()}/id/00DWx0000000001MAA/005Wx0000000001IAA`;
      },
      issued_at: String(now().getTime()),
      signature: 'made-by-the-simulator',
    },
    now,
  };
}
