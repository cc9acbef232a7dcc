import { createHash, randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { AwsError } from '../wire/aws-error.ts';
import { attributesDigest } from './attributes.ts';
import { checkMessage, invalid } from './message-check.ts';
import { type MessageRow, messageRow, type QueueSettings, type SendInput } from './queue-schema.ts';

const deduplicationMs = 300_000;
const longestVisibilitySeconds = 43_200;

/**
 * SQS queues on SQLite. FIFO as AWS documents it: a group is locked while one of its messages is in flight, one
 * receive may bring several of a group, a send repeated within five minutes is swallowed, and a message that used up
 * its receives moves to the dead-letter queue.
 */
export class Sqs {
  readonly queues = new Map<string, QueueSettings>();
  readonly #db: DatabaseSync;
  readonly #now: () => number;
  readonly #arrived = new EventEmitter().setMaxListeners(0);
  readonly #statements: Record<
    | 'insert'
    | 'known'
    | 'remember'
    | 'fifo'
    | 'standard'
    | 'take'
    | 'move'
    | 'bySeq'
    | 'remove'
    | 'visible'
    | 'nextVisible',
    StatementSync
  >;

  constructor(db: DatabaseSync, now: () => number = Date.now) {
    this.#db = db;
    this.#now = now;
    db.exec(`
      CREATE TABLE IF NOT EXISTS message(seq INTEGER PRIMARY KEY AUTOINCREMENT, queue TEXT NOT NULL, id TEXT NOT NULL,
        body TEXT NOT NULL, attributes TEXT, group_id TEXT, dedup TEXT, sent INTEGER NOT NULL, visible INTEGER NOT NULL,
        receipt TEXT, receives INTEGER NOT NULL DEFAULT 0, first_received INTEGER, source TEXT,
        postponed INTEGER NOT NULL DEFAULT 0);
      CREATE INDEX IF NOT EXISTS message_queue ON message(queue, seq);
      CREATE INDEX IF NOT EXISTS message_flight ON message(queue, visible) WHERE receipt IS NOT NULL;
      CREATE TABLE IF NOT EXISTS deduplication(queue TEXT, key TEXT, id TEXT, expires INTEGER, PRIMARY KEY(queue, key));`);
    this.#statements = {
      insert: db.prepare(
        'INSERT INTO message(queue, id, body, attributes, group_id, dedup, sent, visible) VALUES (?,?,?,?,?,?,?,?)',
      ),
      known: db.prepare('SELECT id FROM deduplication WHERE queue=? AND key=? AND expires>?'),
      remember: db.prepare('INSERT OR REPLACE INTO deduplication VALUES (?,?,?,?)'),
      fifo: db.prepare(`SELECT * FROM message WHERE queue=?1 AND visible<=?2 AND group_id NOT IN
        (SELECT group_id FROM message WHERE queue=?1 AND receipt IS NOT NULL AND visible>?2) ORDER BY seq LIMIT ?3`),
      standard: db.prepare('SELECT * FROM message WHERE queue=?1 AND visible<=?2 ORDER BY seq LIMIT ?3'),
      take: db.prepare(
        'UPDATE message SET receipt=?, visible=?, postponed=0, receives=receives+1, first_received=COALESCE(first_received, ?) WHERE seq=?',
      ),
      move: db.prepare(
        'UPDATE message SET queue=?, receipt=NULL, visible=?, postponed=0, receives=0, source=? WHERE seq=?',
      ),
      bySeq: db.prepare('SELECT * FROM message WHERE queue=? AND seq=?'),
      remove: db.prepare('DELETE FROM message WHERE seq=?'),
      visible: db.prepare('UPDATE message SET visible=?, postponed=1 WHERE seq=?'),
      nextVisible: db.prepare('SELECT MIN(visible) AS at FROM message WHERE queue=? AND visible>?'),
    };
  }

  define(settings: QueueSettings): void {
    this.queues.set(settings.name, settings);
  }

  /**
   * Makes visible what was being worked on when this machine's runtime died: nobody holds those receipts any more.
   * A message that its worker put off for a retry keeps waiting.
   */
  releaseAbandoned(): void {
    this.#db
      .prepare('UPDATE message SET visible=?1 WHERE receipt IS NOT NULL AND postponed=0 AND visible>?1')
      .run(this.#now());
  }

  queue(name: string): QueueSettings {
    const found = this.queues.get(name);
    if (found === undefined)
      throw new AwsError('QueueDoesNotExist', `The specified queue does not exist: ${name}`);
    return found;
  }

  /** Stores messages in one transaction. Answers per message its id and the digest that the SDK checks. */
  send(
    name: string,
    messages: readonly SendInput[],
  ): readonly { MessageId: string; MD5OfMessageBody: string }[] {
    const queue = this.queue(name);
    const answers = this.#transaction(() => messages.map((message) => this.#insert(queue, message)));
    this.#wake(name);
    return answers;
  }

  #insert(queue: QueueSettings, message: SendInput) {
    const { body, group, dedup } = checkMessage(queue, message);
    const now = this.#now();
    const key = queue.perGroupDeduplication ? `${group}\0${dedup}` : `${dedup}`;
    const known = queue.fifo ? this.#statements.known.get(queue.name, key, now) : undefined;
    const digests = {
      MD5OfMessageBody: createHash('md5').update(body).digest('hex'),
      ...(message.MessageAttributes === undefined
        ? {}
        : { MD5OfMessageAttributes: attributesDigest(message.MessageAttributes) }),
    };
    if (known !== undefined) return { MessageId: String(known.id), ...digests };
    const MessageId = randomUUID();
    const attributes =
      message.MessageAttributes === undefined ? null : JSON.stringify(message.MessageAttributes);
    const visible = now + (message.DelaySeconds ?? 0) * 1000;
    this.#statements.insert.run(
      queue.name,
      MessageId,
      body,
      attributes,
      group ?? null,
      dedup ?? null,
      now,
      visible,
    );
    if (queue.fifo) this.#statements.remember.run(queue.name, key, MessageId, now + deduplicationMs);
    return { MessageId, ...digests };
  }

  /** Up to `max` messages, waiting at most `waitSeconds` for the first. */
  async receive(
    name: string,
    options: {
      readonly max: number;
      readonly visibilitySeconds?: number;
      readonly waitSeconds: number;
      readonly signal?: AbortSignal;
    },
  ): Promise<readonly MessageRow[]> {
    const until = this.#now() + options.waitSeconds * 1000;
    for (;;) {
      // Its settings may be changed while somebody waits.
      const queue = this.queue(name);
      const taken = this.#take(queue, options.max, options.visibilitySeconds ?? queue.visibilitySeconds);
      const left = until - this.#now();
      if (taken.length > 0 || left <= 0 || options.signal?.aborted) return taken;
      const next = Number(
        this.#statements.nextVisible.get(name, this.#now())?.at ?? Number.POSITIVE_INFINITY,
      );
      await this.#arrival(name, Math.max(1, Math.min(left, next - this.#now())), options.signal);
    }
  }

  async #arrival(name: string, ms: number, signal: AbortSignal | undefined): Promise<void> {
    const timeout = AbortSignal.timeout(Math.min(ms, 2 ** 31 - 1));
    const either = signal === undefined ? timeout : AbortSignal.any([timeout, signal]);
    await once(this.#arrived, name, { signal: either }).catch(() => undefined);
  }

  #take(queue: QueueSettings, max: number, visibilitySeconds: number): readonly MessageRow[] {
    return this.#transaction(() => {
      for (;;) {
        const now = this.#now();
        const select = queue.fifo ? this.#statements.fifo : this.#statements.standard;
        const rows = select.all(queue.name, now, max).map((row) => messageRow.parse(row));
        const spent = rows.filter(
          (row) => queue.redrive !== undefined && row.receives >= queue.redrive.maxReceiveCount,
        );
        for (const row of spent) this.#bury(queue, row, now);
        const live = rows.filter((row) => !spent.includes(row));
        if (live.length > 0 || spent.length === 0)
          return live.map((row) => this.#hand(row, now, visibilitySeconds));
      }
    });
  }

  #bury(queue: QueueSettings, row: MessageRow, now: number): void {
    const target = queue.redrive?.deadLetterQueue ?? '';
    this.#statements.move.run(target, now, queue.name, row.seq);
    setImmediate(() => this.#wake(target));
  }

  #hand(row: MessageRow, now: number, visibilitySeconds: number): MessageRow {
    const receipt = `${row.seq}:${row.receives + 1}:${randomUUID()}`;
    this.#statements.take.run(receipt, now + visibilitySeconds * 1000, now, row.seq);
    return { ...row, receipt, receives: row.receives + 1, first_received: row.first_received ?? now };
  }

  /** Removes a received message. As on AWS, the handle of a FIFO message that became visible again is no good. */
  remove(name: string, receipt: string): void {
    const queue = this.queue(name);
    const row = this.#held(name, receipt);
    if (row === undefined) return;
    if (queue.fifo && (row.receipt !== receipt || row.visible <= this.#now())) {
      throw invalid('Value for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.');
    }
    this.#statements.remove.run(row.seq);
    this.#wake(name);
  }

  changeVisibility(name: string, receipt: string, seconds: number): void {
    if (seconds < 0 || seconds > longestVisibilitySeconds)
      throw invalid(`VisibilityTimeout must be between 0 and ${longestVisibilitySeconds}.`);
    const row = this.#held(name, receipt);
    if (row === undefined || row.receipt !== receipt || row.visible <= this.#now()) {
      throw new AwsError(
        'MessageNotInflight',
        'The message is not available for a visibility timeout change.',
      );
    }
    this.#statements.visible.run(this.#now() + seconds * 1000, row.seq);
    this.#wake(name);
  }

  #held(name: string, receipt: string): MessageRow | undefined {
    const seq = Number(receipt.split(':')[0]);
    if (!Number.isInteger(seq))
      throw new AwsError('ReceiptHandleIsInvalid', 'The input receipt handle is not valid.');
    const row = this.#statements.bySeq.get(name, seq);
    return row === undefined ? undefined : messageRow.parse(row);
  }

  /** Moves the dead letters of a queue back to where each came from (or to `target`). */
  moveAll(from: string, target: string | undefined): number {
    this.queue(from);
    const rows = this.#db
      .prepare('SELECT * FROM message WHERE queue=?')
      .all(from)
      .map((row) => messageRow.parse(row));
    const moved = rows.filter((row) => (target ?? row.source) !== null);
    this.#transaction(() => {
      for (const row of moved) this.#statements.move.run(target ?? row.source, this.#now(), null, row.seq);
    });
    for (const name of new Set(moved.map((row) => target ?? row.source ?? ''))) this.#wake(name);
    return moved.length;
  }

  purge(name: string): void {
    this.#db.prepare('DELETE FROM message WHERE queue=?').run(this.queue(name).name);
  }

  /** What lies in a queue, oldest first: for tests, `GetQueueAttributes` and the curious. */
  contents(name: string): readonly MessageRow[] {
    return this.#db
      .prepare('SELECT * FROM message WHERE queue=? ORDER BY seq')
      .all(name)
      .map((row) => messageRow.parse(row));
  }

  counts(name: string): { readonly visible: number; readonly inFlight: number; readonly delayed: number } {
    const now = this.#now();
    const row = this.#db
      .prepare(
        'SELECT COALESCE(SUM(visible<=?1),0) AS v, COALESCE(SUM(visible>?1 AND receipt IS NOT NULL),0) AS f, COALESCE(SUM(visible>?1 AND receipt IS NULL),0) AS d FROM message WHERE queue=?2',
      )
      .get(now, name);
    return { visible: Number(row?.v), inFlight: Number(row?.f), delayed: Number(row?.d) };
  }

  /** Drops what is past its retention and forgets old deduplication ids. */
  sweep(): void {
    const now = this.#now();
    this.#db.prepare('DELETE FROM deduplication WHERE expires<=?').run(now);
    for (const queue of this.queues.values()) {
      this.#db
        .prepare('DELETE FROM message WHERE queue=? AND sent<?')
        .run(queue.name, now - queue.retentionSeconds * 1000);
    }
  }

  #wake(name: string): void {
    this.#arrived.emit(name);
  }

  #transaction<T>(work: () => T): T {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#db.exec('COMMIT');
      return result;
    } catch (error) {
      this.#db.exec('ROLLBACK');
      throw error;
    }
  }
}
