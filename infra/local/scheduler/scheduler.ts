import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { AwsError } from '../wire/aws-error.ts';
import { parseExpression } from './expression.ts';
import { type Invocation, Invocations } from './invocations.ts';
import { listSchedules } from './list-schedules.ts';
import { type Schedule, type ScheduleBody, scheduleBody, type Target } from './schedule-body.ts';

export type { Target } from './schedule-body.ts';

const row = z.object({
  grp: z.string(),
  name: z.string(),
  body: z.string(),
  created: z.number(),
  next: z.nullable(z.number()),
});

/** EventBridge Scheduler on SQLite. `fire` carries a due schedule's input to its target. */
export class Scheduler {
  readonly #db: DatabaseSync;
  readonly #fire: (target: Target, input: string) => Promise<void>;
  readonly #now: () => number;
  readonly #invocations: Invocations;
  readonly #onTheWay = new Set<number>();
  #timer: NodeJS.Timeout | undefined;
  #running = false;

  constructor(
    db: DatabaseSync,
    fire: (target: Target, input: string) => Promise<void>,
    now: () => number = Date.now,
  ) {
    this.#db = db;
    this.#fire = fire;
    this.#now = now;
    db.exec(`CREATE TABLE IF NOT EXISTS schedule(grp TEXT, name TEXT, body TEXT NOT NULL, created INTEGER NOT NULL, next INTEGER, PRIMARY KEY(grp, name));
      CREATE TABLE IF NOT EXISTS schedule_group(name TEXT PRIMARY KEY);`);
    this.#invocations = new Invocations(db);
    this.defineGroup('default');
  }

  defineGroup(name: string): void {
    this.#db.prepare('INSERT OR IGNORE INTO schedule_group VALUES (?)').run(name);
  }

  /** Creates or replaces; an unchanged schedule keeps its next run, so that a restart does not postpone it. */
  define(name: string, input: unknown): void {
    const body = scheduleBody.parse(input);
    parseExpression(body.ScheduleExpression, body.ScheduleExpressionTimezone);
    const known = this.find(body.GroupName, name);
    if (known !== undefined && JSON.stringify(known.body) === JSON.stringify(body)) return;
    const now = this.#now();
    const created = known?.created ?? now;
    this.#db
      .prepare('INSERT OR REPLACE INTO schedule VALUES (?,?,?,?,?)')
      .run(body.GroupName, name, JSON.stringify(body), created, this.#next(body, now, created));
    this.#arm();
  }

  find(group: string, name: string): Schedule | undefined {
    const found = this.#db.prepare('SELECT * FROM schedule WHERE grp=? AND name=?').get(group, name);
    return found === undefined ? undefined : toSchedule(found);
  }

  all(): readonly Schedule[] {
    return this.#db.prepare('SELECT * FROM schedule ORDER BY grp, name').all().map(toSchedule);
  }

  /** The REST operations of the service: POST, PUT, GET and DELETE of /schedules/{name}, and GET of /schedules. */
  call(method: string, path: string, query: URLSearchParams, input: unknown): unknown {
    if (method === 'GET' && path === '/schedules') return listSchedules(this.all(), query);
    const group = query.get('groupName') ?? 'default';
    const name = /^\/schedules\/([\w.-]{1,64})$/.exec(path)?.[1];
    if (name === undefined)
      throw new AwsError(
        'UnknownOperationException',
        `The local Scheduler does not know ${method} ${path}.`,
        404,
      );
    if (method === 'POST' || method === 'PUT') return this.#write(method, name, input);
    const found = this.find(group, name);
    if (found === undefined) throw missing(name);
    if (method === 'GET') return { ...found.body, Name: name };
    this.#db.prepare('DELETE FROM schedule WHERE grp=? AND name=?').run(group, name);
    return {};
  }

  #write(method: 'POST' | 'PUT', name: string, input: unknown) {
    const parsed = scheduleBody.safeParse(input);
    if (!parsed.success) throw new AwsError('ValidationException', z.prettifyError(parsed.error));
    const group = parsed.data.GroupName;
    if (this.#db.prepare('SELECT 1 FROM schedule_group WHERE name=?').get(group) === undefined) {
      throw new AwsError('ResourceNotFoundException', `Schedule group ${group} does not exist.`, 404);
    }
    const known = this.find(group, name);
    if (method === 'POST' && known !== undefined)
      throw new AwsError('ConflictException', `Schedule ${name} already exists.`, 409);
    if (method === 'PUT' && known === undefined) throw missing(name);
    this.define(name, parsed.data);
    return { ScheduleArn: `arn:aws:scheduler:local:000000000000:schedule/${group}/${name}` };
  }

  #next(body: ScheduleBody, after: number, created: number): number | null {
    if (body.State === 'DISABLED') return null;
    return parseExpression(body.ScheduleExpression, body.ScheduleExpressionTimezone)(after, created);
  }

  start(): void {
    this.#running = true;
    this.#arm();
  }

  stop(): void {
    this.#running = false;
    clearTimeout(this.#timer);
  }

  #arm(): void {
    clearTimeout(this.#timer);
    if (!this.#running) return;
    const schedule = this.#db.prepare('SELECT MIN(next) AS at FROM schedule').get()?.at;
    const times = [schedule, this.#invocations.nextAt()].filter((at) => typeof at === 'number');
    if (times.length === 0) return;
    const wait = Math.min(60_000, Math.max(5, Math.min(...times) - this.#now()));
    this.#timer = setTimeout(() => void this.runDue(), wait);
  }

  /** Fires everything that is due, at least once whatever happens; answers how many schedules that were. */
  async runDue(): Promise<number> {
    const now = this.#now();
    const due = this.#db
      .prepare('SELECT * FROM schedule WHERE next<=? ORDER BY next')
      .all(now)
      .map(toSchedule);
    for (const schedule of due) this.#advance(schedule, now);
    const ready = this.#invocations.ready(now).filter(({ id }) => !this.#onTheWay.has(id));
    await Promise.all(ready.map((invocation) => this.#deliver(invocation)));
    this.#arm();
    return due.length;
  }

  /** The firing and the schedule's next time are written together. */
  #advance(schedule: Schedule, now: number): void {
    const { group, name, body } = schedule;
    const dueAt = schedule.next ?? now;
    const next = this.#next(body, now, schedule.created);
    this.#db.exec('BEGIN IMMEDIATE');
    this.#invocations.add(JSON.stringify(body), dueAt, dueAt + windowOffset(schedule));
    if (next === null && body.ActionAfterCompletion === 'DELETE')
      this.#db.prepare('DELETE FROM schedule WHERE grp=? AND name=?').run(group, name);
    else this.#db.prepare('UPDATE schedule SET next=? WHERE grp=? AND name=?').run(next, group, name);
    this.#db.exec('COMMIT');
  }

  async #deliver(invocation: Invocation): Promise<void> {
    const { Target: target } = scheduleBody.parse(JSON.parse(invocation.body));
    const time = `${new Date(invocation.due).toISOString().slice(0, 19)}Z`;
    const input = target.Input.replaceAll('<aws.scheduler.scheduled-time>', time);
    this.#onTheWay.add(invocation.id);
    try {
      await this.#fire(target, input);
      this.#invocations.done(invocation);
    } catch {
      await this.#failed(invocation, target, input);
    } finally {
      this.#onTheWay.delete(invocation.id);
    }
  }

  async #failed(invocation: Invocation, target: Target, input: string): Promise<void> {
    const now = this.#now();
    const { MaximumRetryAttempts, MaximumEventAgeInSeconds } = target.RetryPolicy;
    const again = now + Math.min(longestPauseMs, 1000 * 2 ** invocation.attempts);
    const spent = invocation.attempts >= MaximumRetryAttempts;
    if (!spent && again - invocation.due <= MaximumEventAgeInSeconds * 1000)
      return this.#invocations.tryAgain(invocation, again);
    const { DeadLetterConfig, ...rest } = target;
    if (DeadLetterConfig !== undefined) await this.#fire({ ...rest, Arn: DeadLetterConfig.Arn }, input);
    this.#invocations.done(invocation);
  }
}

const longestPauseMs = 60_000;

/** A place in the flexible window that differs between schedules and is the same in every run. */
function windowOffset({ group, name, body }: Schedule): number {
  if (body.FlexibleTimeWindow.Mode === 'OFF') return 0;
  const digest = createHash('sha256').update(`${group}/${name}`).digest();
  return (digest.readUInt32BE(0) / 2 ** 32) * body.FlexibleTimeWindow.MaximumWindowInMinutes * 60_000;
}

const missing = (name: string) =>
  new AwsError('ResourceNotFoundException', `Schedule ${name} does not exist.`, 404);

function toSchedule(stored: unknown): Schedule {
  const { grp, name, body, created, next } = row.parse(stored);
  return { group: grp, name, body: scheduleBody.parse(JSON.parse(body)), created, next };
}
