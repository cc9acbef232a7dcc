import type {
  ConnectionReport,
  ExternalData,
  ExternalPage,
  ExternalRecord,
  ExternalSystem,
  ReadWindow,
  RegisteredWebhook,
  WebhookTarget,
} from '../../../shared/domain/external.ts';
import { type Fault, FaultError } from '../../../shared/domain/fault.ts';
import type { HookState } from '../../../shared/domain/look-ups.ts';
import type { Instant } from '../../../shared/domain/values.ts';

/** A small external system in this process: records with times, pages, hooks, and bad luck on demand. */
export class Vendor implements ExternalSystem {
  readonly records = new Map<string, ExternalRecord>();
  readonly hooks: WebhookTarget[] = [];
  readonly writes: string[] = [];
  reads = 0;
  pageSize = 3;
  /** Keeps our key with what we create, so that it can be found by it. */
  keepsKeys = false;
  readonly cannot: string[] = [];
  /** Ids that every list claims to be deleted. */
  reportedDeleted: string[] = [];
  /** What this vendor makes of values that are written to it. */
  normalise: (data: ExternalData) => ExternalData = (data) => data;
  /** Happens after a create, before its answer arrives. */
  onCreated: (record: ExternalRecord) => void = () => undefined;
  report: ConnectionReport = {
    ok: true,
    steps: [],
    responseTimeMs: 1,
    apiVersion: '1',
    account: 'Sync account',
  };
  readonly #now: () => Instant;
  readonly #troubles: { verb: string; fault: Fault; left: number }[] = [];
  #next = 1;

  constructor(now: () => Instant) {
    this.#now = now;
  }

  /** How far this vendor's clock really is ahead; `skew` is what is known of it. */
  aheadMs = 0;
  #time(): Instant {
    return new Date(Date.parse(this.#now()) + this.aheadMs).toISOString();
  }
  skew = { offsetMs: 0, uncertaintyMs: 1000 };
  clock() {
    return this.skew;
  }

  /** The next `times` calls of `verb` (about `id`, where given) fail. */
  fail(verb: string, fault: Fault, times = 1): void {
    this.#troubles.push({ verb, fault, left: times });
  }

  /** A user of the vendor creates or changes a record. */
  edit(id: string, data: ExternalData): ExternalRecord {
    const known = this.records.get(id);
    const record = { ...known, id, data: { ...known?.data, ...data }, updatedAt: this.#time() };
    this.records.set(id, record);
    return record;
  }

  /** While it is set, nothing answers. */
  down: Fault | undefined;

  #stumble(verb: string): void {
    if (this.down !== undefined) throw new FaultError(this.down);
    const trouble = this.#troubles.find(
      (item) => item.left > 0 && (item.verb === verb || `${item.verb}` === '*'),
    );
    if (trouble === undefined) return;
    trouble.left--;
    throw new FaultError(trouble.fault);
  }

  async test(): Promise<ConnectionReport> {
    this.#stumble('test');
    return this.report;
  }

  async list(stream: string, { since, cursor }: ReadWindow): Promise<ExternalPage> {
    this.reads++;
    this.#stumble('list');
    this.#stumble(`list ${stream}`);
    const all = [...this.records.values()].filter(
      (record) => record.id.startsWith(stream) && (since === null || (record.updatedAt ?? '') >= since),
    );
    const from = Number(cursor ?? 0);
    const end = from + this.pageSize;
    return {
      records: structuredClone(all.slice(from, end)),
      deletedIds: this.reportedDeleted,
      next: end < all.length ? String(end) : null,
      total: all.length,
    };
  }

  async get(_stream: string, id: string): Promise<ExternalRecord | 'gone'> {
    this.reads++;
    this.#stumble('get');
    this.#stumble(`get ${id}`);
    return structuredClone(this.records.get(id)) ?? 'gone';
  }

  may(_stream: string, verb: 'create' | 'update' | 'delete'): boolean {
    return !this.cannot.includes(verb);
  }

  async findByKey(_stream: string, key: string): Promise<ExternalRecord | 'none' | 'unsupported'> {
    this.reads++;
    this.#stumble('findByKey');
    if (!this.keepsKeys) return 'unsupported';
    const found = [...this.records.values()].find(({ ownKey }) => ownKey === key);
    return found === undefined ? 'none' : structuredClone(found);
  }

  async create(stream: string, data: ExternalData, idempotencyKey: string): Promise<ExternalRecord> {
    this.#stumble('create');
    this.writes.push(`create ${idempotencyKey}`);
    const made = this.edit(`${stream}-new-${this.#next++}`, this.normalise(data));
    const record = this.keepsKeys ? { ...made, ownKey: idempotencyKey } : made;
    this.records.set(made.id, record);
    this.onCreated(record);
    this.#stumble('created');
    return structuredClone(record);
  }

  async update(_stream: string, id: string, data: ExternalData): Promise<ExternalRecord> {
    this.#stumble('update');
    if (!this.records.has(id))
      throw new FaultError({ kind: 'not-found', message: 'There is no such record.' });
    this.writes.push(`update ${id}`);
    return structuredClone(this.edit(id, this.normalise(data)));
  }

  async delete(_stream: string, id: string): Promise<'deleted' | 'gone'> {
    this.#stumble('delete');
    this.writes.push(`delete ${id}`);
    return this.records.delete(id) ? 'deleted' : 'gone';
  }

  async registerWebhooks(target: WebhookTarget): Promise<readonly RegisteredWebhook[]> {
    this.#stumble('registerWebhooks');
    this.hooks.push(target);
    this.hookState = 'active';
    return [{ key: 'project-1', externalId: 'hook-1', secret: 'vendor-secret' }];
  }

  /** What this vendor says of its hook. */
  hookState: HookState = 'active';
  renewals = 0;
  async checkWebhook(): Promise<HookState> {
    this.#stumble('checkWebhook');
    return this.hookState;
  }
  async renewWebhook(): Promise<void> {
    this.renewals++;
  }
  async discoverFields() {
    return [];
  }
  async unregisterWebhook(): Promise<void> {
    this.#stumble('unregisterWebhook');
    this.hooks.length = 0;
  }
}
