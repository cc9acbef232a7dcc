import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { AwsError } from '../wire/aws-error.ts';
import { parseExpression } from './expression.ts';

const scheduleBody = z.looseObject({
  GroupName: z.string().default('default'),
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.string().default('UTC'),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  ActionAfterCompletion: z.enum(['NONE', 'DELETE']).default('NONE'),
  FlexibleTimeWindow: z.looseObject({
    Mode: z.enum(['OFF', 'FLEXIBLE']),
    MaximumWindowInMinutes: z.number().optional(),
  }),
  Target: z.looseObject({
    Arn: z.string(),
    RoleArn: z.string(),
    Input: z.string().default('{}'),
    SqsParameters: z.looseObject({ MessageGroupId: z.string() }).optional(),
  }),
});
export type ScheduleBody = z.output<typeof scheduleBody>;
export type Target = ScheduleBody['Target'];
const row = z.object({
  grp: z.string(),
  name: z.string(),
  body: z.string(),
  created: z.number(),
  next: z.nullable(z.number()),
});
export type Schedule = {
  readonly group: string;
  readonly name: string;
  readonly body: ScheduleBody;
  readonly created: number;
  readonly next: number | null;
};

/** EventBridge Scheduler on SQLite. `fire` carries a due schedule's input to its target. */
export class Scheduler {
  readonly #db: DatabaseSync;
  readonly #fire: (target: Target, input: string) => Promise<void>;
  readonly #now: () => number;
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
    this.defineGroup('default');
  }

  defineGroup(name: string): void {
    this.#db.prepare('INSERT OR IGNORE INTO schedule_group VALUES (?)').run(name);
  }

  /** Creates or replaces; an unchanged schedule keeps its next run, so that a restart does not postpone it. */
  define(name: string, input: unknown): void {
    const body = scheduleBody.parse(input);
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

  /** The REST operations of the service: POST, PUT, GET and DELETE of /schedules/{name}. */
  call(method: string, path: string, group: string, input: unknown): unknown {
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
    const next = this.#db.prepare('SELECT MIN(next) AS at FROM schedule').get()?.at;
    if (typeof next === 'number')
      this.#timer = setTimeout(() => void this.runDue(), Math.min(60_000, Math.max(5, next - this.#now())));
  }

  /** Fires everything that is due; answers how many that were. */
  async runDue(): Promise<number> {
    const now = this.#now();
    const due = this.#db
      .prepare('SELECT * FROM schedule WHERE next<=? ORDER BY next')
      .all(now)
      .map(toSchedule);
    for (const schedule of due) {
      const next = this.#next(schedule.body, now, schedule.created);
      if (next === null && schedule.body.ActionAfterCompletion === 'DELETE') {
        this.#db.prepare('DELETE FROM schedule WHERE grp=? AND name=?').run(schedule.group, schedule.name);
      } else
        this.#db
          .prepare('UPDATE schedule SET next=? WHERE grp=? AND name=?')
          .run(next, schedule.group, schedule.name);
    }
    this.#arm();
    await Promise.allSettled(due.map((schedule) => this.fireNow(schedule)));
    return due.length;
  }

  async fireNow({ body, next }: Schedule): Promise<void> {
    const time = `${new Date(next ?? this.#now()).toISOString().slice(0, 19)}Z`;
    await this.#fire(body.Target, body.Target.Input.replaceAll('<aws.scheduler.scheduled-time>', time));
  }
}

const missing = (name: string) =>
  new AwsError('ResourceNotFoundException', `Schedule ${name} does not exist.`, 404);

function toSchedule(stored: unknown): Schedule {
  const { grp, name, body, created, next } = row.parse(stored);
  return { group: grp, name, body: scheduleBody.parse(JSON.parse(body)), created, next };
}
