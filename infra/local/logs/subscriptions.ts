import type { DatabaseSync } from 'node:sqlite';
import { gzipSync } from 'node:zlib';
import * as z from 'zod';
import type { LocalFunction } from '../lambda/local-function.ts';
import type { Resource } from '../template/inventory.ts';
import { matcherOf } from './filter-pattern.ts';
import { type LogEvent, LogEvents } from './log-events.ts';

const subscriptionProperties = z.looseObject({
  LogGroupName: z.string(),
  DestinationArn: z.string(),
  FilterPattern: z.string(),
});

export interface SubscriptionOptions {
  readonly db: DatabaseSync;
  readonly resources: readonly Resource[];
  readonly functions: ReadonlyMap<string, Pick<LocalFunction, 'invoke'>>;
  readonly report: (message: string) => void;
  readonly now?: () => number;
}

interface Subscription {
  readonly name: string;
  readonly matches: (line: string) => boolean;
  readonly target: Pick<LocalFunction, 'invoke'>;
}

const gatherMs = 100;
const retryMs = 2000;
const linesAtOnce = 1000;

/**
 * Subscription filters on log groups, as CloudWatch Logs has them: lines that match are brought to a function in batches,
 * at least once, packed as there. A batch whose function fails is brought again.
 */
export class LogSubscriptions {
  readonly #byGroup: ReadonlyMap<string, readonly Subscription[]>;
  readonly #events: LogEvents;
  readonly #now: () => number;
  readonly #report: (message: string) => void;
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #busy = new Set<Promise<void>>();
  #stopped = false;

  constructor({ db, resources, functions, report, now = Date.now }: SubscriptionOptions) {
    this.#events = new LogEvents(db);
    this.#now = now;
    this.#report = report;
    const all = resources.map(({ id, properties }) => {
      const { LogGroupName, DestinationArn, FilterPattern } = subscriptionProperties.parse(properties);
      const target = functions.get(DestinationArn);
      if (target === undefined) throw new Error(`The subscription ${id} names no function of the stacks.`);
      return { group: LogGroupName, subscription: { name: id, matches: matcherOf(FilterPattern), target } };
    });
    this.#byGroup = new Map(
      [...Map.groupBy(all, ({ group }) => group)].map(([group, mine]) => [
        group,
        mine.map(({ subscription }) => subscription),
      ]),
    );
    // What a former self did not deliver.
    for (const { subscription } of all) this.#plan(subscription, 0);
  }

  /** A function wrote a line to its log. */
  take(group: string, line: string): void {
    for (const subscription of this.#byGroup.get(group) ?? []) {
      if (!subscription.matches(line)) continue;
      this.#events.add(subscription.name, group, this.#now(), line);
      this.#plan(subscription, gatherMs);
    }
  }

  #plan(subscription: Subscription, ms: number): void {
    if (this.#stopped || this.#timers.has(subscription.name)) return;
    const timer = setTimeout(() => {
      const work = this.#deliver(subscription).finally(() => this.#busy.delete(work));
      this.#busy.add(work);
    }, ms);
    this.#timers.set(subscription.name, timer);
  }

  async #deliver(subscription: Subscription): Promise<void> {
    const events = this.#events.first(subscription.name, linesAtOnce);
    let next = gatherMs;
    try {
      const last = events.at(-1);
      if (last === undefined) return;
      await subscription.target.invoke(packed(subscription.name, events));
      this.#events.delivered(subscription.name, last.id);
    } catch (error) {
      next = retryMs;
      this.#report(`${subscription.name}: lines could not be delivered: ${String(error)}`);
    } finally {
      this.#timers.delete(subscription.name);
      if (events.length > 0) this.#plan(subscription, next);
    }
  }

  /** No new delivery begins; the promise settles when those under way are over. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
    await Promise.all(this.#busy);
  }
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html */
function packed(name: string, events: readonly LogEvent[]) {
  const batch = {
    ...{ messageType: 'DATA_MESSAGE', owner: '000000000000', logStream: 'local' },
    logGroup: events[0]?.log_group ?? '',
    subscriptionFilters: [name],
    logEvents: events.map(({ id, at, line }) => ({
      id: `${String(at).padStart(15, '0')}${String(id).padStart(15, '0')}`,
      ...{ timestamp: at, message: line },
    })),
  };
  return { awslogs: { data: gzipSync(JSON.stringify(batch)).toString('base64') } };
}
