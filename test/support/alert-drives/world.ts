import * as z from 'zod';
import { dynamoAlertStore } from '../../../shared/adapters/dynamodb/alert-store.ts';
import { dynamoIntegrationStore } from '../../../shared/adapters/dynamodb/integration-store.ts';
import { startGenericSimulator } from '../../../shared/connectors/generic-rest/simulator/index.ts';
import { alertView } from '../../../shared/contract/alerts.ts';
import type { Alert, AlertKind } from '../../../shared/domain/alert.ts';
import { addSeconds } from '../../../shared/domain/dates.ts';
import type { Integration } from '../../../shared/domain/integration.ts';
import { genericIntegration } from '../../practice-world/integrations.ts';
import { createdShape, finished } from '../api.ts';
import { control, runScheduled } from '../bad-days.ts';
import { engineTables } from '../engine-tables.ts';
import { startStack } from '../stack.ts';
import { signedDelivery } from '../vendor-webhooks.ts';

const listed = z.looseObject({ alerts: z.array(alertView) });
const begun = z.looseObject({ jobId: z.string() });
const accepted = z.looseObject({ syncLogId: z.string() });
const sent = z.array(z.looseObject({ channel: z.string(), subject: z.string(), body: z.string() }));
export type Message = z.output<typeof sent>[number];
export type AlertView = z.output<typeof alertView>;
export const anything = z.looseObject({});

/** A running stack that mails and writes to Slack, on which integrations are made and alerts are looked at. */
export async function alertWorld() {
  const stack = await startStack({ port: 0 });
  const tables = engineTables(stack);
  const stores = { alerts: dynamoAlertStore(tables), integrations: dynamoIntegrationStore(tables) };
  const closing = new AsyncDisposableStack();
  closing.use(stack);
  closing.defer(() => tables.client.destroy());
  const { steward, outboxUrl } = stack;
  const slack = `${outboxUrl}/slack`;
  const slackGoesTo = (slackUrl: string) =>
    steward.call('PUT', '/api/admin/channels', anything, { slackUrl });
  await slackGoesTo(slack);

  const connect = async (connection: object) => {
    const made = await steward.call('POST', '/api/admin/integrations', createdShape, connection);
    await finished(steward, made.jobId);
    return made.integration;
  };
  const alerts = async (id: string, kind: AlertKind, state: 'open' | 'over') => {
    const path = `/api/admin/alerts?integrationId=${id}&state=${state}&limit=100`;
    return (await steward.call('GET', path, listed)).alerts.filter((each) => each.kind === kind);
  };
  return {
    ...{ stack, tables, slack, slackGoesTo, connect },
    watch: () => runScheduled(stack, 'watch-health'),
    run: async (id: string) => {
      const { jobId } = await steward.call('POST', `/api/admin/integrations/${id}/sync`, begun, {
        fullSync: false,
      });
      return finished(steward, jobId);
    },
    openAlert: async (id: string, kind: AlertKind) => (await alerts(id, kind, 'open'))[0],
    /** The one that ended last; moved back, it may have begun before others. */
    lastAlert: async (id: string, kind: AlertKind) =>
      (await alerts(id, kind, 'over'))
        .sort((a, b) => ((a.resolvedAt ?? '') < (b.resolvedAt ?? '') ? -1 : 1))
        .at(-1),
    /** Those about one integration and one rule, in the order in which they were sent. */
    async messages(id: string, ruleName: string): Promise<readonly Message[]> {
      const all = sent.parse(await (await fetch(`${outboxUrl}/messages.json`)).json());
      const about = ({ body }: Message) =>
        body.includes(`/integrations/${id}`) && body.includes(`\nAlert: ${ruleName}\n`);
      return all.filter(about).reverse();
    },
    integration: (id: string) => stores.integrations.get(id),
    /** Changes an integration where it is stored. */
    async stored(id: string, change: (integration: Integration) => Partial<Integration>): Promise<void> {
      const known = await stores.integrations.get(id);
      if (known === undefined) throw new Error('The integration is gone.');
      const next = { ...known, ...change(known), version: known.version + 1 };
      if ((await stores.integrations.put(next)) !== 'written') throw new Error('Somebody was faster.');
    },
    /** Moves what the open alert knows of time back, as if so many minutes had passed. */
    async passes(id: string, kind: AlertKind, minutes: number): Promise<void> {
      const { items } = await stores.alerts.list(id, { open: true }, { limit: 100 });
      const listedOne = items.find((each) => each.kind === kind);
      const known = listedOne && (await stores.alerts.open(listedOne));
      if (known === undefined) throw new Error(`No alert of ${kind} is open.`);
      if ((await stores.alerts.put(earlier(known, minutes))) !== 'written')
        throw new Error('Somebody was faster.');
    },
    /** A REST system with so many tasks, all imported, and what people over there do. */
    async tasks(name: string, tasks: number, more: object = {}) {
      const vendor = await startGenericSimulator({ tasks, members: 0 });
      closing.defer(() => vendor.close());
      const made = await connect({
        ...genericIntegration(vendor, name),
        ...{ syncFrequency: 'HOURLY', dataTypes: ['TASKS'], ...more },
      });
      const deliver = async (event: string, data: unknown): Promise<string> => {
        const delivery = signedDelivery(made.webhookSecret, { event, data });
        const answer = await fetch(made.webhookEndpoint, { method: 'POST', ...delivery });
        return accepted.parse(await answer.json()).syncLogId;
      };
      const change = (task: string, fields: object) => control(vendor, `/tasks/${task}`, fields);
      return {
        ...{ id: made.id, vendor, change, deliver },
        /** With its webhook; answers the log id. */
        edit: async (task: string, fields: object) => deliver('task.updated', await change(task, fields)),
        async remove(task: string): Promise<void> {
          await fetch(`${vendor.controlUrl}/tasks/${task}`, { method: 'DELETE' });
          await deliver('task.deleted', { id: task });
        },
      };
    },
    use: <Thing extends { close(): Promise<void> }>(thing: Thing): Thing => {
      closing.defer(() => thing.close());
      return thing;
    },
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
}
export type AlertWorld = Awaited<ReturnType<typeof alertWorld>>;

function earlier(alert: Alert, minutes: number): Alert {
  const back = (at: string | undefined) => at && addSeconds(at, -60 * minutes);
  const { openedAt, lastRaisedAt, quietUntil, claimedAt, notifiedAt } = alert;
  const moved = Object.entries({ openedAt, lastRaisedAt, quietUntil, claimedAt, notifiedAt }).flatMap(
    ([name, at]) => (at === undefined ? [] : [[name, back(at)]]),
  );
  return { ...alert, ...Object.fromEntries(moved), version: alert.version + 1 };
}
