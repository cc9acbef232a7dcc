import { startGenericSimulator } from '../../../shared/connectors/generic-rest/simulator/index.ts';
import { genericIntegration } from '../../practice-world/integrations.ts';
import { createdShape, finished, logsShape, mappingsShape, recordShape, until } from '../../support/api.ts';
import { Instance, type ReadyFile } from '../../support/instance.ts';
import { deliverUntilAccepted, signedDelivery } from '../../support/vendor-webhooks.ts';

export interface KillRun {
  readonly webhooks: number;
  /** How many accepted webhooks before each kill; what lies between two is accepted by each start at least. */
  readonly killAfter: readonly number[];
  /** Folders with versions of this service: of the first start, and of each start after a kill; this checkout where absent. */
  readonly roots?: readonly string[];
  /** Done just before each kill, with the number of kills until then, and once more when everything is applied. */
  readonly meanwhile?: (moment: Moment) => Promise<void>;
  readonly say: (line: string) => void;
}

export interface Moment {
  readonly kills: number;
  readonly ready: ReadyFile;
  readonly integrationId: string;
  readonly api: ReturnType<Instance['user']>;
}

export interface KillFigures {
  readonly accepted: number;
  readonly sent: number;
  readonly kills: number;
  /** How many were accepted when each kill had been survived. */
  readonly killedAfter: readonly number[];
  readonly appliedOnce: number;
  readonly appliedTwice: number;
  readonly lost: number;
  readonly wrongRecords: number;
}

const atOnce = 8;

/**
 * Every task of a simulator is edited once and its webhook delivered, while the whole runtime (functions, queues,
 * database engine) is killed without warning and started again. Counts what became of each edit.
 */
export async function killWhileDelivering({
  webhooks,
  killAfter,
  roots = [],
  meanwhile = async () => undefined,
  say,
}: KillRun): Promise<KillFigures> {
  const simulator = await startGenericSimulator({ tasks: webhooks, members: 1 });
  const instance = new Instance({
    environment: { RETRY_TIME_SCALE: '0.02' },
    ...(roots[0] === undefined ? {} : { root: roots[0] }),
  });
  try {
    let ready = await instance.start();
    const connection = genericIntegration(simulator, 'Killed while delivering');
    const { integration, jobId } = await instance
      .user(ready)
      .call('POST', '/api/admin/integrations', createdShape, connection);
    const job = await finished(instance.user(ready), jobId, 300_000);
    say(`imported ${job.totalRecords} records in ${(job.durationMs ?? 0) / 1000} s`);

    const ids = Array.from({ length: webhooks }, (_, at) => `task_${at + 2}`);
    const edited = await Promise.all(ids.map((id) => edit(simulator.controlUrl, id)));
    const queue = [...edited];
    const accepted: string[] = [];
    let sent = 0;
    let kills = 0;
    const killedAfter: number[] = [];
    const lane = async () => {
      for (let task = queue.shift(); task !== undefined; task = queue.shift()) {
        const delivery = signedDelivery(integration.webhookSecret, { event: 'task.updated', data: task });
        const answer = await deliverUntilAccepted(integration.webhookEndpoint, delivery);
        accepted.push(answer.syncLogId);
        sent += answer.sent;
      }
    };
    const killer = async () => {
      for (const [at, count] of killAfter.entries()) {
        const planned = count - (killAfter[at - 1] ?? 0);
        // Deliveries went on while something was done before the kill.
        const enough = Math.min(Math.max(count, accepted.length + planned), webhooks - atOnce);
        await until(`${enough} accepted`, () => Promise.resolve(accepted.length >= enough || undefined), {
          timeoutMs: 300_000,
          everyMs: 2,
        });
        await meanwhile({ kills, ready, integrationId: integration.id, api: instance.user(ready) });
        await instance.kill();
        kills++;
        const root = roots[kills];
        if (root !== undefined) instance.moveTo(root);
        ready = await instance.start();
        killedAfter.push(accepted.length);
        say(`killed after ${accepted.length} accepted, up again in ${ready.startedInMs.toFixed(0)} ms`);
      }
    };
    await Promise.all([killer(), ...Array.from({ length: atOnce }, lane)]);
    const api = instance.user(ready);
    const titles = new Map(edited.map(({ id, name }) => [id, name]));
    const counted = await countApplied(api, integration.id, titles);
    await meanwhile({ kills, ready, integrationId: integration.id, api });
    return { accepted: accepted.length, sent, kills, killedAfter, ...counted };
  } finally {
    await instance.dispose();
    await simulator.close();
  }
}

async function edit(controlUrl: string, id: string): Promise<{ id: string; name: string }> {
  const name = `Edited ${id}`;
  const response = await fetch(`${controlUrl}/tasks/${id}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name }),
  });
  const task: unknown = await response.json();
  if (!response.ok || typeof task !== 'object' || task === null) throw new Error(`No task ${id} to edit.`);
  return { ...task, id, name };
}

type Api = ReturnType<Instance['user']>;

async function countApplied(api: Api, integrationId: string, titles: ReadonlyMap<string, string>) {
  const counts = await until(
    'the application of every accepted webhook',
    async () => {
      const applied = await appliedUpdates(api, integrationId);
      return applied.size >= titles.size ? applied : undefined;
    },
    { timeoutMs: 300_000, everyMs: 500 },
  ).catch(() => appliedUpdates(api, integrationId));
  let wrongRecords = 0;
  for (const [externalId, title] of titles) {
    const { mappings } = await api.call(
      'GET',
      `/api/admin/integrations/${integrationId}/mappings?resourceType=TASK&externalId=${externalId}`,
      mappingsShape,
    );
    const { record } = await api.call('GET', `/api/records/task/${mappings[0]?.internalId}`, recordShape);
    if (record.fields.title !== title || record.version !== 2) wrongRecords++;
  }
  const times = [...titles.keys()].map((id) => counts.get(id) ?? 0);
  return {
    appliedOnce: times.filter((count) => count === 1).length,
    appliedTwice: times.filter((count) => count > 1).length,
    lost: times.filter((count) => count === 0).length,
    wrongRecords,
  };
}

/** How many log entries say that an update of this external record was applied. */
async function appliedUpdates(api: Api, integrationId: string): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  let cursor: string | undefined;
  do {
    const query = `operation=UPDATE&limit=200${cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`}`;
    const page = await api.call('GET', `/api/admin/integrations/${integrationId}/logs?${query}`, logsShape);
    for (const { externalId, outcome } of page.logs)
      if (outcome === 'applied' && externalId !== null)
        counts.set(externalId, (counts.get(externalId) ?? 0) + 1);
    cursor = page.pagination.cursor;
  } while (cursor !== undefined);
  return counts;
}
