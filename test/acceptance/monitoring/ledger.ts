import * as z from 'zod';
import { until } from '../../support/api.ts';
import { type LedgerFigures, ledgerInstance, takeOut } from '../../support/ledger-instance.ts';
import { deliverUntilAccepted, signedDelivery } from '../../support/vendor-webhooks.ts';

export const title =
  '100,000 changes with faults and 20 kill -9: the ledger closes to the unit, and a message taken out is named and healed';

const asked = 100_000;
const changes = Number(process.env.LEDGER_CHANGES ?? asked);
const kills = 20;
const tasks = 5000;
const lanes = 12;
const poison = 'task_4';
/** A change is young for so long, and not missing yet. */
const youngMs = 300_000;

type World = Awaited<ReturnType<typeof ledgerInstance>>;

export async function demonstrate(say: (line: string) => void): Promise<readonly string[]> {
  await using world = await ledgerInstance(tasks);
  const imported = (await world.check()).totals.received;
  say(`imported: ${imported} changes are in the ledger before the first webhook`);
  const sent = await deliverAndKill(world, say);
  say('all delivered; waiting until the queues are empty');
  await world.drained(1_800_000);
  const closed = await until(
    'the end of everything that is tried again',
    async () => {
      const now = await world.check();
      say(`checked: ${inWords(now)}`);
      return now.totals.inFlight === 0 ? now : undefined;
    },
    { timeoutMs: 900_000, everyMs: 20_000 },
  );
  const lines = [
    `webhooks answered with 200: ${sent.accepted}, under ${sent.logIds.size} log ids, across ${sent.kills} kill -9 of the instance`,
    `ledger: ${inWords(closed)}`,
    `of these ${imported} came by the import; ${closed.totals.received - imported - sent.logIds.size} of ${sent.unanswered} deliveries whose answer a kill or a time-out swallowed had been taken by the queue`,
  ];
  const heard = closed.totals.received - imported;
  if (heard < sent.logIds.size || heard > sent.logIds.size + sent.unanswered)
    throw new Error([...lines, 'The ledger knows another number of changes.'].join('\n  '));
  if (sumOf(closed) !== closed.totals.received || closed.totals.missing > 0 || sent.kills !== kills)
    throw new Error([...lines, 'It does not close.'].join('\n  '));
  lines.push(...(await loseOne(world, say)));
  if (changes < asked) throw new Error([...lines, `${changes} changes are fewer than asked.`].join('\n  '));
  return lines;
}

const sumOf = ({ totals: { ended, inFlight, missing } }: LedgerFigures): number =>
  Object.values(ended).reduce((sum, each) => sum + each, 0) + inFlight + missing;

function inWords({ totals: { received, ended, inFlight, missing } }: LedgerFigures): string {
  const ends = Object.entries(ended).filter(([, count]) => count > 0);
  const told = ends.map(([outcome, count]) => `${outcome} ${count}`).join(', ');
  return `received ${received} = ${told}; in flight ${inFlight}, missing ${missing}`;
}

/** One of ten edits something, one repeats the delivery before it, some are about a record that cannot be read. */
async function deliverAndKill(world: World, say: (line: string) => void) {
  const { webhookEndpoint, webhookSecret } = world.integration;
  const logIds = new Set<string>();
  let [next, accepted, unanswered, killed] = [0, 0, 0, 0];
  await world.faults({
    broken: { path: `/tasks/${poison}`, status: 500 },
    unlucky: { share: 0.002, seed: 7 },
  });
  const deliver = async (delivery: ReturnType<typeof signedDelivery>) => {
    const answer = await deliverUntilAccepted(webhookEndpoint, delivery, { timeoutMs: 300_000 });
    logIds.add(answer.syncLogId);
    unanswered += answer.unanswered;
    accepted++;
  };
  const lane = async () => {
    for (let at = next++; at < changes; at = next++) {
      const id = at % 500 === 7 ? poison : `task_${5 + (at % (tasks - 5))}`;
      if (at % 10 === 0) await world.edit(id, { name: `Edited ${at}` });
      if (at % 2500 === 0) await world.faults({ tooMany: { count: 10, retryAfterSeconds: 1 } });
      const delivery = signedDelivery(webhookSecret, { event: 'task.updated', data: { id, at } });
      await deliver(delivery);
      if (at % 10 !== 1) continue;
      next++;
      await deliver(delivery);
    }
  };
  const killer = async () => {
    for (let kill = 1; kill <= kills; kill++) {
      const after = Math.floor((changes * kill) / (kills + 1));
      await until(`${after} accepted`, async () => accepted >= after || undefined, {
        ...{ timeoutMs: 1_800_000, everyMs: 5 },
      });
      await world.kill();
      killed++;
      say(`killed for the ${kill}. time after ${accepted} accepted webhooks`);
    }
  };
  await Promise.all([killer(), ...Array.from({ length: lanes }, lane)]);
  await world.faults({ broken: null, unlucky: { share: 0, seed: 7 } });
  return { accepted, logIds, unanswered, kills: killed };
}

const alertsShape = z.looseObject({
  alerts: z.array(z.looseObject({ kind: z.string(), sentence: z.string(), recovery: z.string().optional() })),
});

/** Takes one waiting message off the disk while nothing runs. */
async function loseOne(world: World, say: (line: string) => void): Promise<readonly string[]> {
  const { webhookEndpoint, webhookSecret, id } = world.integration;
  await world.faults({ slowMs: 400 });
  const burst = Array.from({ length: 600 }, (_, at) =>
    signedDelivery(webhookSecret, { event: 'task.updated', data: { id: `task_${10 + at}`, burst: at } }),
  );
  const send = async () => {
    for (let one = burst.shift(); one !== undefined; one = burst.shift())
      await deliverUntilAccepted(webhookEndpoint, one, { timeoutMs: 300_000 });
  };
  await Promise.all(Array.from({ length: lanes }, send));
  let lost: ReturnType<typeof takeOut> | undefined;
  await world.kill(() => {
    lost = takeOut(world.instance.dataDir);
  });
  await world.faults({ slowMs: 0 });
  if (lost === undefined) throw new Error('Nothing was taken out.');
  const { logId, recordId, receivedAt } = lost;
  say(`the message about ${recordId} was taken out; waiting until it is old enough to be missed`);
  await world.drained(600_000);
  const old = Date.parse(receivedAt) + youngMs + 5000;
  await until('five minutes', async () => Date.now() > old || undefined, {
    timeoutMs: 400_000,
    everyMs: 1000,
  });
  const found = await world.check();
  const open = await alertsOf(world, id, 'open');
  await until(
    'the end of the change that was lost',
    async () =>
      (await world.api().send('GET', `/api/admin/logs/${encodeURIComponent(logId)}`)).status === 200 ||
      undefined,
    { timeoutMs: 60_000, everyMs: 200 },
  );
  await world.drained(60_000);
  const healed = await world.check();
  const over = await alertsOf(world, id, 'over');
  const lines = [
    `taken out: ${recordId} (${logId})`,
    `the next check: missing ${found.totals.missing}: ${found.missing.map((each) => each.recordId).join()}; alert: ${open.map(({ sentence }) => sentence).join()}`,
    `the check after it: missing ${healed.totals.missing}, in flight ${healed.totals.inFlight}; alert over: ${over.map(({ recovery }) => recovery).join()}`,
  ];
  const named = found.missing.length === 1 && found.missing[0]?.logId === logId;
  const isOver =
    healed.totals.missing === 0 && over.length === 1 && (await alertsOf(world, id, 'open')).length === 0;
  if (!named || open.length !== 1 || !isOver || sumOf(healed) !== healed.totals.received)
    throw new Error(lines.join('\n  '));
  return lines;
}

async function alertsOf(world: World, id: string, state: 'open' | 'over') {
  const path = `/api/admin/alerts?integrationId=${id}&state=${state}`;
  const { alerts } = await world.api().call('GET', path, alertsShape);
  return alerts.filter(({ kind }) => kind === 'ledger');
}
