import { releaseHeld } from '../../../shared/application/holding/release.ts';
import { runPages } from '../../../shared/application/jobs/run-pages.ts';
import { startJob } from '../../../shared/application/jobs/start-job.ts';
import { writeRecord } from '../../../shared/application/records/write-record.ts';
import { processChanges } from '../../../shared/application/sync/process-changes.ts';
import { publishChanges } from '../../../shared/application/sync/publish-changes.ts';
import { retryParked } from '../../../shared/application/sync/retry-parked.ts';
import type { Change } from '../../../shared/domain/change.ts';
import type { JobMessage } from '../../../shared/domain/job.ts';
import type { IntegrationMapping } from '../../../shared/domain/mapping.ts';
import type { FieldValue } from '../../../shared/domain/values.ts';
import { connectedWorld, hint, message, taskFields, type World } from '../../application/support/world.ts';
import type { SaidOfIntegration } from '../../contract/support/samples.ts';
import type { EditedField, Step } from './steps.ts';

/** One thing that somebody typed. */
export interface Edit {
  readonly side: 'here' | 'there';
  /** External id where it was typed there, ours where it was typed here. */
  readonly recordId: string;
  readonly field: EditedField;
  readonly value: string;
}

const externalName: { readonly [field in EditedField]: string } = {
  title: 'name',
  description: 'notes',
  dueDate: 'due_on',
};
const twoWay = taskFields.map((rule) =>
  rule.direction === 'both' ? { ...rule, emptyOverwrites: true } : rule,
);

/** Two systems and what happens to them: edits on both sides, webhooks that come late, twice or never, deaths. */
export class History {
  readonly world: World;
  readonly edits: Edit[] = [];
  /** How many tasks people have made, on either side. */
  made = 0;
  /** Webhooks on their way. */
  #webhooks: Change[] = [];
  /** Messages that the queue holds, with how often each was received. */
  #messages: { readonly change: Change; readonly received: number }[] = [];
  /** Everything that ever arrived. */
  readonly #arrived: Change[] = [];
  #published = 0;
  #count = 0;

  protected constructor(world: World) {
    this.world = world;
  }

  static async begin(integration: SaidOfIntegration = {}): Promise<History> {
    const world = await connectedWorld({ syncDirection: 'BIDIRECTIONAL', ...integration }, twoWay);
    world.vendor.keepsKeys = true;
    return new this(world);
  }

  async take(step: Step): Promise<void> {
    this.world.clock.pass(1);
    switch (step.do) {
      case 'edit':
        return step.side === 'here'
          ? this.#editHere(step.task, step.field)
          : this.#editThere(step.task, step.field);
      case 'create':
        return step.side === 'here' ? this.#createHere() : this.#createThere();
      case 'deliver':
        return this.#deliver(step.which, step.again);
      case 'lose':
        this.#webhooks = without(this.#webhooks, step.which);
        return;
      case 'publish':
        return this.publish();
      case 'work':
        return this.work(step.batch, step.from, step.dies);
      case 'poll':
        return this.poll();
      case 'pass':
        return this.world.clock.pass(step.seconds);
    }
  }

  #value(field: EditedField): string {
    const next = ++this.#count;
    if (field !== 'dueDate') return `${field} ${next}`;
    return new Date(Date.UTC(2026, 0, next)).toISOString().slice(0, 10);
  }

  async #editHere(task: number, field: EditedField): Promise<void> {
    const tasks = [...this.world.memory.records.values()].filter(
      ({ resourceType }) => resourceType === 'TASK',
    );
    const record = tasks[task % tasks.length];
    if (record !== undefined) await this.#typeHere(record.id, field);
  }

  async #typeHere(recordId: string, field: EditedField): Promise<void> {
    const value = this.#value(field);
    const stores = { records: this.world.deps.records, clock: this.world.clock };
    const written = await writeRecord(stores, 'TASK', recordId, { fields: { [field]: value } }, person);
    if (!('record' in written)) throw new Error(`The edit was refused: ${JSON.stringify(written)}`);
    this.edits.push({ side: 'here', recordId, field, value });
  }

  async #createHere(): Promise<void> {
    this.made++;
    await this.#typeHere(`task-here-${++this.#count}`, 'title');
  }

  async #editThere(task: number, field: EditedField): Promise<void> {
    const ids = [...this.world.vendor.records.keys()];
    const id = ids[task % ids.length];
    if (id !== undefined) this.#typeThere(id, field);
  }

  #typeThere(recordId: string, field: EditedField): void {
    const value = this.#value(field);
    this.world.vendor.edit(recordId, { [externalName[field]]: value });
    this.edits.push({ side: 'there', recordId, field, value });
    const receivedAt = this.world.clock.now();
    this.#webhooks.push(hint(recordId, `webhook-${this.#count}`, { receivedAt }));
  }

  async #createThere(): Promise<void> {
    this.made++;
    this.#typeThere(`tasks-there-${++this.#count}`, 'title');
  }

  async #deliver(which: number, again: boolean): Promise<void> {
    const webhook = this.#webhooks[which % this.#webhooks.length];
    if (webhook === undefined) return;
    await this.world.changes.send([this.#arriving(webhook)]);
    if (!again) this.#webhooks = without(this.#webhooks, which);
  }

  /** Every arrival of a webhook has a time, and so an entry, of its own. */
  #arriving({ recordId, deliveryKey }: Change): Change {
    return hint(recordId, deliveryKey, { receivedAt: this.world.clock.now() });
  }

  /** Tells the integrations what was written to records since the last time. */
  async publish(): Promise<void> {
    const { recordEvents } = this.world.memory;
    await publishChanges(this.world.deps, recordEvents.slice(this.#published));
    this.#published = recordEvents.length;
  }

  #receive(): void {
    const changes = this.world.changes.takeAll();
    this.#arrived.push(...changes);
    this.#messages.push(...changes.map((change) => ({ change, received: 0 })));
  }

  /** Everything that ever arrived arrives once more, and is worked on. */
  async repeat(): Promise<void> {
    this.#messages.push(...this.#arrived.map((change) => ({ change, received: 0 })));
    await this.#workAll();
  }

  async #workAll(): Promise<void> {
    for (let turn = 0; turn < 20; turn++) {
      this.#receive();
      if (this.#messages.length === 0) break;
      await this.work(10, 0);
    }
  }

  /** From now on lists show only these records; whoever reads one by its id still finds it. */
  listOnly(isShown: (id: string) => boolean): void {
    const { vendor } = this.world;
    const whole = vendor.list.bind(vendor);
    vendor.list = async (stream, window) => {
      const page = await whole(stream, window);
      return { ...page, records: page.records.filter(({ id }) => isShown(id)) };
    };
  }

  /** Works on some messages; what failed or died comes back later. */
  async work(
    batch: number,
    from: number,
    dies?: { readonly at: number; readonly when: 'before' | 'after' },
  ): Promise<void> {
    this.#receive();
    if (this.#messages.length === 0) return;
    const at = from % this.#messages.length;
    const taken = this.#messages.slice(at, at + batch);
    const left = this.#messages.filter((item) => !taken.includes(item));
    const sent = taken.map(({ change, received }) => ({
      item: { change, received: received + 1 },
      sent: message(change, received + 1),
    }));
    if (dies !== undefined) this.world.fate.dieAt(dies.at, dies.when);
    const failed = await processChanges(
      this.world.deps,
      sent.map((one) => one.sent),
    ).catch(() => sent.map((one) => one.sent));
    const died = this.world.fate.revive();
    const back = died
      ? sent
      : sent.filter((one) => failed.some(({ messageId }) => messageId === one.sent.messageId));
    this.#messages = [...left, ...back.map(({ item }) => item)];
  }

  /** Reads everything, page by page. */
  async poll(): Promise<void> {
    const integration = await this.world.deps.integrations.get('int-1');
    if (integration === undefined) throw new Error('The integration is gone.');
    await startJob(this.world.deps, integration, {
      jobType: 'SCHEDULED_SYNC',
      startedBy: 'schedule',
      fullSync: true,
    });
    await this.workOnJobs();
  }

  /** Works on the pages of runs and on releases until nothing is asked for; a page that fails is tried again later. */
  async workOnJobs(): Promise<void> {
    const { deps, jobQueue } = this.world;
    const failed: JobMessage[] = [];
    for (let left = jobQueue.takeAll(); left.length > 0; left = jobQueue.takeAll())
      for (const item of left) {
        if (item.kind === 'release') await releaseHeld(deps, item.integrationId, () => true);
        if (item.kind === 'page') await runPages(deps, item, () => true).catch(() => failed.push(item));
      }
    for (const item of failed) await jobQueue.send(item);
  }

  /** Everything that was ever written on either side. */
  get writes(): number {
    return this.world.vendor.writes.length + this.world.memory.recordEvents.length;
  }

  /** What the sync wrote on either side, in answer to what people wrote. */
  get answers(): number {
    const { recordEvents } = this.world.memory;
    const here = recordEvents.filter(({ record }) => record.updatedBy.kind === 'integration');
    return this.world.vendor.writes.length + here.length;
  }

  /** Lets everything come to rest. Answers after how many rounds nothing was written any more. */
  async settle(mostRounds = 12): Promise<number> {
    for (let round = 1; round <= mostRounds; round++) {
      const before = this.writes;
      this.world.clock.pass(400);
      await this.world.changes.send(this.#webhooks.map((webhook) => this.#arriving(webhook)));
      this.#webhooks = [];
      await this.publish();
      await this.poll();
      await this.#workAll();
      this.world.clock.pass(4 * 86_400);
      await retryParked(this.world.deps);
      this.#receive();
      if (this.writes === before && this.#messages.length === 0) return round;
    }
    return Number.POSITIVE_INFINITY;
  }

  mappings(): readonly IntegrationMapping[] {
    return [...this.world.memory.mappings.values()].filter(({ resourceType }) => resourceType === 'TASK');
  }

  ours(mapping: IntegrationMapping, field: EditedField): FieldValue {
    const key = JSON.stringify(['TASK', mapping.internalId]);
    return this.world.memory.records.get(key)?.fields[field] ?? null;
  }

  theirs(mapping: IntegrationMapping, field: EditedField): FieldValue {
    return this.world.vendor.records.get(mapping.externalId)?.data[externalName[field]] ?? null;
  }
}

const person = { kind: 'britepool', id: 'mia' } as const;

const without = <Item>(items: readonly Item[], which: number): Item[] =>
  items.filter((_, at) => at !== which % Math.max(1, items.length));
