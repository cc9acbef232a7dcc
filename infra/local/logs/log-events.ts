import type { DatabaseSync, StatementSync } from 'node:sqlite';
import * as z from 'zod';

const row = z.object({ id: z.int(), log_group: z.string(), at: z.int(), line: z.string() });
/** A line on its way to a subscriber. `at` in epoch milliseconds. */
export type LogEvent = z.output<typeof row>;

/** Lines that subscribers wait for: gone only when delivered, so a death loses none that was written. */
export class LogEvents {
  readonly #db: DatabaseSync;
  readonly #insert: StatementSync;
  readonly #first: StatementSync;
  readonly #remove: StatementSync;

  constructor(db: DatabaseSync) {
    db.exec(
      'CREATE TABLE IF NOT EXISTS log_event(id INTEGER PRIMARY KEY AUTOINCREMENT, subscription TEXT NOT NULL, log_group TEXT NOT NULL, at INTEGER NOT NULL, line TEXT NOT NULL); CREATE INDEX IF NOT EXISTS log_event_subscription ON log_event(subscription, id)',
    );
    this.#db = db;
    this.#insert = db.prepare('INSERT INTO log_event(subscription, log_group, at, line) VALUES (?,?,?,?)');
    this.#first = db.prepare(
      'SELECT id, log_group, at, line FROM log_event WHERE subscription=? ORDER BY id LIMIT ?',
    );
    this.#remove = db.prepare('DELETE FROM log_event WHERE subscription=? AND id<=?');
  }

  /** A line of a function that is being stopped may come when everything is closed. */
  add(subscription: string, group: string, at: number, line: string): void {
    if (!this.#db.isOpen) return;
    this.#insert.run(subscription, group, at, line);
  }

  /** The oldest ones. */
  first(subscription: string, most: number): readonly LogEvent[] {
    return this.#first.all(subscription, most).map((found) => row.parse(found));
  }

  /** Everything up to this one was delivered. */
  delivered(subscription: string, upTo: number): void {
    this.#remove.run(subscription, upTo);
  }
}
