import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { mapConcurrently } from '../../shared/application/concurrency.ts';
import type { FunctionName } from '../../shared/config/names.ts';
import { genericIntegration } from '../../test/practice-world/integrations.ts';
import { createdShape, finished } from '../../test/support/api.ts';
import { captureOutput } from '../../test/support/captured-output.ts';
import { type Connected, connected } from '../support/connected.ts';
import { deliver, drained } from '../support/deliveries.ts';
import type { Measured, Spent } from './measured.ts';
import { type Meter, meter } from './meter.ts';

const listed = 500;
const webhooks = 40;
/** Webhooks before them fill the caches of the workers. */
const warmUp = 10;

/** Counts on a running stack what each kind of event asks of AWS; about a minute. */
export async function measureAll(): Promise<Measured> {
  const { LOG_LEVEL: before } = process.env;
  process.env.LOG_LEVEL = 'INFO';
  const { lines, stop } = captureOutput();
  try {
    return { ...(await measureLooks(lines)), ...(await measureEvents(lines)) };
  } finally {
    stop();
    if (before === undefined) delete process.env.LOG_LEVEL;
    else process.env.LOG_LEVEL = before;
  }
}

async function measureEvents(written: string[]): Promise<Events> {
  await using measured = await connected({ tasks: listed, record: true });
  const counting = meter(measured, written);
  const appliedWebhook = await webhookEvents(measured, counting);
  const changedInPull = await pull(measured, counting, (id) => ({ name: `Pulled ${id.padStart(9)}` }));
  const unchangedInPull = await pull(measured, counting, () => ({}));
  const metrics = counting.metrics();
  return { appliedWebhook, changedInPull, unchangedInPull, metrics };
}

type Events = Pick<Measured, 'appliedWebhook' | 'changedInPull' | 'unchangedInPull' | 'metrics'>;
type Looks = Omit<Measured, keyof Events>;

/** What is spent where nothing happens: an integration with one record. */
async function measureLooks(written: string[]): Promise<Looks> {
  await using measured = await connected({ tasks: 1, record: true });
  const secretsOfIntegration = measured.stack.recorder
    .rows()
    .filter(({ operation }) => operation === 'CreateSecret')
    .reduce((sum, { count }) => sum + count, 0);
  const counting = meter(measured, written);
  const look = async (name: FunctionName): Promise<Spent> => {
    const [, fn] = [...measured.stack.functions].find(([full]) => full.endsWith(name)) ?? [];
    if (fn === undefined) throw new Error(`There is no function ${name}.`);
    counting.reset();
    await fn.invoke({});
    return settled(counting, 1);
  };
  await run(measured);
  counting.reset();
  await run(measured);
  const emptyRun = await settled(counting, 1);
  const one = {
    watchHealth: await look('watch-health'),
    retryParked: await look('retry-parked'),
    checkLedger: await look('check-ledger'),
    cleanUp: await look('clean-up'),
  };
  await connectAnother(measured);
  const two = { watchHealth: await look('watch-health'), checkLedger: await look('check-ledger') };
  const callsOfAnother = {
    watchHealth: two.watchHealth.calls - one.watchHealth.calls,
    checkLedger: two.checkLedger.calls - one.checkLedger.calls,
  };
  return { secretsOfIntegration, emptyRun, ...one, callsOfAnother };
}

async function connectAnother({ stack, vendor }: Connected): Promise<void> {
  const wanted = genericIntegration(vendor, 'Another');
  const { jobId } = await stack.steward.call('POST', '/api/admin/integrations', createdShape, wanted);
  await finished(stack.steward, jobId, 300_000);
}

async function settled(counting: Meter, among: number): Promise<Spent> {
  // The stream and the log tell later; nothing says when they have told everything.
  await pause(1500);
  return counting.spent(among);
}

/** One after the other, so that none shares a batch with another by chance. */
async function webhookEvents(measured: Connected, counting: Meter): Promise<Spent> {
  const ids = measured.ids.slice(0, warmUp + webhooks);
  const edits = await mapConcurrently(ids, 16, (id) => measured.edit(id, `Edited ${id.padStart(9)}`));
  for (const [at, edit] of edits.entries()) {
    if (at === warmUp) {
      await pause(1500);
      counting.reset();
    }
    await deliver(measured, [edit], 1);
    await drained(measured);
  }
  return settled(counting, webhooks);
}

async function run({ stack, integration }: Connected): Promise<number> {
  const { jobId } = await stack.steward.call(
    'POST',
    `/api/admin/integrations/${integration.id}/sync`,
    z.looseObject({ jobId: z.string() }),
    { fullSync: false },
  );
  return (await finished(stack.steward, jobId, 300_000)).totalRecords;
}

/** A run over records that were all touched over there since the last one, with these new values. */
async function pull(
  measured: Connected,
  counting: Meter,
  values: (id: string) => Readonly<Record<string, unknown>>,
): Promise<Spent> {
  await mapConcurrently(measured.ids, 16, (id) => measured.touch(id, values(id)));
  counting.reset();
  const total = await run(measured);
  if (total !== listed) throw new Error(`The run read ${total} records instead of ${listed}.`);
  return settled(counting, total);
}
