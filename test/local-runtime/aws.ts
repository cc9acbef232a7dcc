import { DatabaseSync } from 'node:sqlite';
import { Outbox } from '../../infra/local/outbox/outbox.ts';
import { Scheduler, type Target } from '../../infra/local/scheduler/scheduler.ts';
import { SecretsManager } from '../../infra/local/secrets-manager/secrets-manager.ts';
import { Sqs } from '../../infra/local/sqs/sqs.ts';
import { CallRecorder } from '../../infra/local/wire/call-recorder.ts';
import { DynamoProxy } from '../../infra/local/wire/dynamo-proxy.ts';
import { Faults } from '../../infra/local/wire/faults.ts';
import { gateway } from '../../infra/local/wire/gateway.ts';
import { listen, stop } from './loopback.ts';

/** A clock that stands still until it is moved; milliseconds since the epoch. */
export class Hand {
  at = Date.parse('2026-03-01T10:00:00.000Z');
  readonly now = (): number => this.at;
  pass(seconds: number): void {
    this.at += seconds * 1000;
  }
}

/** The AWS endpoint of this machine on a database in memory, with a clock that tests move. */
export async function startAws({ engine = 'http://127.0.0.1:1', file = ':memory:' } = {}) {
  const clock = new Hand();
  const db = new DatabaseSync(file);
  const sqs = new Sqs(db, clock.now);
  const fired: { readonly target: Target; readonly input: string }[] = [];
  const failing = { times: 0 };
  const scheduler = new Scheduler(
    db,
    async (target, input) => {
      if (failing.times-- > 0) throw new Error('the target is away');
      fired.push({ target, input });
    },
    clock.now,
  );
  const recorder = new CallRecorder();
  const faults = new Faults();
  const secrets = new SecretsManager(db, 'arn:aws:secretsmanager:local:000000000000:secret:', clock.now);
  const reported: string[] = [];
  const server = gateway({
    ...{ sqs, secrets, scheduler, recorder, faults },
    outbox: new Outbox(db),
    dynamo: new DynamoProxy(() => engine, recorder, faults),
    report: (message) => void reported.push(message),
  });
  const port = await listen(server);
  const endpoint = `http://127.0.0.1:${port}`;
  return {
    ...{ clock, db, sqs, scheduler, fired, failing, recorder, faults, secrets, reported, endpoint },
    /** What any SDK client needs to speak to this endpoint. */
    client: { endpoint, region: 'local', credentials: { accessKeyId: 'test', secretAccessKey: 'x' } },
    async close(): Promise<void> {
      scheduler.stop();
      await stop(server);
      db.close();
    },
  };
}
