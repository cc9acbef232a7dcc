import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';

const row = z.object({
  id: z.number(),
  body: z.string(),
  due: z.number(),
  next: z.number(),
  attempts: z.number(),
});
/** One firing of a schedule that has not reached its target yet. Times in epoch milliseconds. */
export interface Invocation {
  readonly id: number;
  /** The schedule as it was when it fired. */
  readonly body: string;
  readonly due: number;
  readonly attempts: number;
}

/** Firings on their way: written down with the schedule's next time, gone only when delivered, so a death loses none. */
export class Invocations {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
    db.exec(
      'CREATE TABLE IF NOT EXISTS invocation(id INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL, due INTEGER NOT NULL, next INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0)',
    );
  }

  add(body: string, due: number, at: number): void {
    this.#db.prepare('INSERT INTO invocation(body, due, next) VALUES (?,?,?)').run(body, due, at);
  }

  ready(now: number): readonly Invocation[] {
    return this.#db
      .prepare('SELECT * FROM invocation WHERE next<=? ORDER BY next, id')
      .all(now)
      .map((found) => row.parse(found));
  }

  /** When the next one is to be tried. */
  nextAt(): number | undefined {
    const at = this.#db.prepare('SELECT MIN(next) AS at FROM invocation').get()?.at;
    return typeof at === 'number' ? at : undefined;
  }

  tryAgain({ id, attempts }: Invocation, at: number): void {
    this.#db.prepare('UPDATE invocation SET attempts=?, next=? WHERE id=?').run(attempts + 1, at, id);
  }

  done({ id }: Invocation): void {
    this.#db.prepare('DELETE FROM invocation WHERE id=?').run(id);
  }
}
