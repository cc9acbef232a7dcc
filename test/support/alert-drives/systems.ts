import { dynamoJobStore } from '../../../shared/adapters/dynamodb/job-store.ts';
import { sha256Hasher } from '../../../shared/adapters/platform/system.ts';
import { startAsanaSimulator } from '../../../shared/connectors/asana/simulator/index.ts';
import { asanaIntegration } from '../../practice-world/integrations.ts';
import { until } from '../api.ts';
import { idle, jobsQueue } from '../bad-days.ts';
import type { Prepare } from './cycle.ts';
import { anything } from './world.ts';

export const outage: Prepare = async (world) => {
  const name = 'Does not answer';
  const { id, vendor, edit } = await world.tasks(name, 8);
  const edits = async () => {
    for (let at = 1; at <= 8; at++) await edit(`task_${at}`, { name: `Edited ${performance.now()}` });
  };
  return {
    ...{ id, name, firedBy: 'every request refused with 503' },
    async fire() {
      vendor.faults({ down: true });
      await edits();
      await until('the breaker', async () => (await world.openAlert(id, 'outage')) && true);
      // Workers raise it; whoever looks every five minutes sends what they do not.
      await world.watch();
    },
    again: async () => void (await edit('task_1', { name: 'Once more' })),
    async mend() {
      vendor.faults({ down: false });
      await until(
        'the end of the outage',
        async () => {
          await world.watch();
          return (await world.openAlert(id, 'outage')) === undefined || undefined;
        },
        { timeoutMs: 60_000, everyMs: 300 },
      );
      await idle(world.stack);
    },
  };
};

export const signIn: Prepare = async (world) => {
  const name = 'Lets nobody in';
  const { id, vendor, edit } = await world.tasks(name, 3);
  return {
    ...{ id, name, firedBy: 'every request refused with 401' },
    async fire() {
      vendor.faults({ broken: { path: '', status: 401 } });
      await edit('task_1', { name: `Edited ${performance.now()}` });
      await until('the refusal', async () => (await world.openAlert(id, 'sign-in')) && true);
      await world.watch();
    },
    again: async () => void (await edit('task_2', { name: `Edited ${performance.now()}` })),
    async mend() {
      vendor.faults({ broken: null });
      await world.stack.steward.call('PUT', `/api/admin/integrations/${id}/credentials`, anything, {
        credentials: vendor.credentials,
      });
      await idle(world.stack);
      await world.watch();
    },
  };
};

export const manyFailures: Prepare = async (world) => {
  const name = 'Half of it fails';
  const { id, change } = await world.tasks(name, 6);
  const edits = async (title: (at: number) => string | null) => {
    for (let at = 1; at <= 3; at++) await change(`task_${at}`, { name: title(at) });
    await world.run(id);
  };
  return {
    ...{ id, name, firedBy: 'a run that finds three tasks without a name' },
    fire: () => edits(() => null),
    again: () => edits(() => null),
    mend: () => edits((at) => `Named again ${at} ${performance.now()}`),
  };
};

export const quota: Prepare = async (world) => {
  const name = 'Allows little';
  const { stack } = world;
  const { id, vendor } = await world.tasks(name, 3);
  const jobs = dynamoJobStore(world.tables);
  const path = `/api/admin/integrations/${id}/sync`;
  return {
    ...{ id, name, firedBy: 'a run told with 429 to come back in an hour' },
    async fire() {
      vendor.faults({ tooMany: { count: 1000, retryAfterSeconds: 3600 } });
      await stack.steward.call('POST', path, anything, { fullSync: false });
      await until('the run to wait', async () => (await jobs.current(id))?.waits !== undefined || undefined);
      await world.watch();
    },
    async mend() {
      vendor.faults({ tooMany: { count: 0, retryAfterSeconds: 0 } });
      const job = await jobs.current(id);
      await stack.steward.call('POST', `/api/admin/jobs/${job?.id}/cancel`, anything, {});
      await until('the end of the run', async () => (await jobs.current(id)) === undefined || undefined);
      await world.watch();
    },
  };
};

export const webhooks: Prepare = async (world) => {
  const name = 'Sends no webhooks';
  const { stack } = world;
  const asana = world.use(await startAsanaSimulator({ tasks: 2, members: 1 }));
  const { id } = await world.connect({
    ...{ ...asanaIntegration(asana, name), dataTypes: ['TASKS'] },
    // Hours of looks in a minute are more than the small plan allows.
    settings: { ...asana.settings, plan: 'paid' },
  });
  const api = async (method: string, path: string) =>
    (
      await fetch(`${asana.baseUrl}${path}`, {
        ...{ method, headers: { authorization: `Bearer ${asana.credentials.token}` } },
      })
    ).status;
  /** The watch asks for this look once an hour, at a minute of the integration's own. */
  const guard = async () => {
    const MessageBody = JSON.stringify({ schemaVersion: 1, kind: 'webhooks', integrationId: id });
    stack.sqs.send(jobsQueue(stack), [
      {
        ...{ MessageBody, MessageGroupId: id },
        MessageDeduplicationId: sha256Hasher.hash(`${id} ${performance.now()}`),
      },
    ]);
    await idle(stack);
  };
  return {
    ...{
      id,
      name,
      firedBy: 'its hooks deleted over there, new ones forbidden; hourly look asked for by message',
    },
    async fire() {
      for (const { externalId } of (await world.integration(id))?.webhooks ?? [])
        await api('DELETE', `/webhooks/${externalId}`);
      asana.faults({ broken: { path: '/webhooks', status: 403 } });
      await guard();
    },
    again: guard,
    async mend() {
      asana.faults({ broken: null });
      await until(
        'the hooks',
        async () => {
          // Whoever changes the integration at the same moment wins, and the next look mends it.
          await guard();
          return (await world.openAlert(id, 'webhooks')) === undefined || undefined;
        },
        { everyMs: 2000 },
      );
    },
  };
};
