import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { dynamoParkedStore } from '../../shared/adapters/dynamodb/parked-store.ts';
import { startGenericSimulator } from '../../shared/connectors/generic-rest/simulator/index.ts';
import { addSeconds } from '../../shared/domain/dates.ts';
import { genericIntegration } from '../practice-world/integrations.ts';
import { drift, ledger } from '../support/alert-drives/accounts.ts';
import { outage, webhooks } from '../support/alert-drives/systems.ts';
import { schedule } from '../support/alert-drives/waiting.ts';
import { type AlertWorld, alertWorld, anything } from '../support/alert-drives/world.ts';
import { mappingsShape, recordShape, until } from '../support/api.ts';
import { changesQueue, functionNamed, hideFor, idle, runScheduled } from '../support/bad-days.ts';
import { cronSecret } from '../support/operator-secrets.ts';
import { signedDelivery } from '../support/vendor-webhooks.ts';

/** As the specification's callers do. */
async function retryFromOutside(stack: AlertWorld['stack']): Promise<void> {
  const headers = { authorization: `Bearer ${await cronSecret(stack)}` };
  for (const job of ['retry-failed-syncs', 'cleanup-old-logs', 'sync-integrations']) {
    const { status } = await fetch(`${stack.apiUrl}/api/cron/${job}`, { method: 'POST', headers });
    expect(status).toBe(200);
  }
}

let world: AlertWorld;
beforeAll(async () => {
  world = await alertWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

const parked = z.looseObject({ items: z.array(z.looseObject({ id: z.string(), recordId: z.string() })) });
const reviews = z.looseObject({
  reviews: z.array(z.looseObject({ id: z.string(), candidates: z.array(z.looseObject({ id: z.string() })) })),
});
const preview = z.looseObject({ counts: z.array(z.looseObject({ ambiguous: z.int() })) });
const member = z.looseObject({ email: z.string() });
const decided = z.looseObject({ status: z.string(), internalId: z.string().optional() });
const story = z.looseObject({ logs: z.array(anything) });

describe('what happens rarely needs no permission that the template does not grant:', () => {
  afterEach(() => {
    expect(world.stack.permissions.refused).toEqual([]);
  });

  test('a first sync is tried, and a member who is two of ours is linked by hand', async () => {
    const { steward, platform } = world.stack;
    const vendor = world.use(await startGenericSimulator({ tasks: 0, members: 1 }));
    const there = z.array(member).parse(await (await fetch(`${vendor.controlUrl}/members`)).json());
    for (const ours of ['one', 'two'])
      await platform.call('PUT', `/api/records/member/${ours}`, anything, {
        fields: { name: `Member ${ours}`, email: there[0]?.email },
      });
    const { id } = await world.connect({
      ...genericIntegration(vendor, 'Has twins'),
      dataTypes: ['MEMBERS'],
    });
    const path = `/api/admin/integrations/${id}`;
    const tried = await steward.call('POST', `${path}/first-sync/preview`, preview, {});
    expect(tried.counts.map(({ ambiguous }) => ambiguous)).toEqual([1]);
    const [review] = (await steward.call('GET', `${path}/reviews`, reviews)).reviews;
    const choice = { act: 'link', internalId: 'two' };
    const done = await steward.call('POST', `${path}/reviews/${review?.id}/decide`, decided, choice);
    expect(done.internalId).toBe('two');
    const told = await steward.call('GET', '/api/admin/records/member/two/story', story);
    expect(told.logs.length).toBeGreaterThan(0);
  });

  test('a change that its worker never came back from is set aside; tried again it goes through, and dropped it stays dropped when it comes once more', async () => {
    const { stack } = world;
    const { id, edit } = await world.tasks('Kills its worker', 3);
    const [worker, parking] = [functionNamed(stack, 'sync-records'), functionNamed(stack, 'park-failures')];
    const letters: unknown[] = [];
    const [work, park] = [worker.invoke.bind(worker), parking.invoke.bind(parking)];
    worker.invoke = () => Promise.reject(new Error('Out of time.'));
    parking.invoke = (event: unknown) => {
      letters.push(event);
      return park(event);
    };
    const { visibilitySeconds } = stack.sqs.queue(changesQueue(stack));
    hideFor(stack, changesQueue(stack), 1);
    for (const task of ['task_1', 'task_2']) await edit(task, { name: 'Never came back' });
    const list = `/api/admin/parked?integrationId=${id}`;
    const items = () => stack.steward.call('GET', list, parked).then((found) => found.items);
    await until('the parking', async () => ((await items()).length === 2 ? true : undefined));
    [worker.invoke, parking.invoke] = [work, park];
    hideFor(stack, changesQueue(stack), visibilitySeconds);
    const act = (recordId: string, what: string, body: object, among: z.output<typeof parked>['items']) => {
      const item = among.find((each) => each.recordId === recordId);
      return stack.steward.call(
        'POST',
        `/api/admin/parked/${encodeURIComponent(item?.id ?? '')}/${what}`,
        anything,
        body,
      );
    };
    await act('task_1', 'drop', { reason: 'Nobody needs it.' }, await items());
    for (const letter of letters) expect(await park(letter)).toEqual({ batchItemFailures: [] });
    expect((await items()).map(({ recordId }) => recordId)).toEqual(['task_2']);
    await act('task_2', 'retry', {}, await items());
    await idle(stack);
    expect(await items()).toEqual([]);
  });

  test.each([
    ['by the schedule', (stack: AlertWorld['stack']) => runScheduled(stack, 'retry-parked')],
    ['by a scheduler outside AWS', retryFromOutside],
  ])(
    'what was set aside is tried again in its time, put off while its integration rests, and let go with it: %s',
    async (by, retry) => {
      const { stack, tables } = world;
      const { id, vendor, edit } = await world.tasks(`Retried ${by}`, 3);
      const store = dynamoParkedStore(tables);
      const path = `/api/admin/integrations/${id}`;
      vendor.faults({ broken: { path: '/tasks/task_1', status: 422 } });
      await edit('task_1', { name: 'Refused at first' });
      await idle(stack);
      vendor.faults({ broken: null });
      const items = async () => (await store.list(id, { limit: 10 })).items;
      const [item] = await items();
      if (item === undefined) throw new Error('Nothing was set aside.');
      const due = { ...item, retryAt: item.parkedAt };

      await store.put({ ...due, id: 'int_gone:1', integrationId: 'int_gone' });
      await stack.steward.call('PUT', path, anything, { status: 'PAUSED' });
      await store.put(due);
      await retry(stack);
      expect((await items()).map(({ retryAt }) => retryAt > due.retryAt)).toEqual([true]);
      expect(await store.get('int_gone:1')).toBeUndefined();

      await stack.steward.call('PUT', path, anything, { status: 'ACTIVE' });
      await idle(stack);
      const [still] = await items();
      if (still !== undefined) await store.put(due);
      await world.stored(id, ({ createdAt }) => {
        const hoursAgo = addSeconds(createdAt, -7200);
        return { createdAt: hoursAgo, lastSyncAt: hoursAgo, lastErrorAt: hoursAgo };
      });
      await retry(stack);
      await idle(stack);
      expect(await items()).toEqual([]);
    },
  );

  test('an event whose committee is not known yet gets it as soon as the committee comes', async () => {
    const { stack } = world;
    const vendor = world.use(await startGenericSimulator({ tasks: 0, members: 0 }));
    const wanted = {
      ...genericIntegration(vendor, 'Tells of events first'),
      dataTypes: ['EVENTS', 'COMMITTEES'],
    };
    const { id, webhookEndpoint, webhookSecret } = await world.connect(wanted);
    const add = async (collection: string, fields: object) => {
      const request = { method: 'POST', headers: { 'content-type': 'application/json' } };
      const answer = await fetch(`${vendor.controlUrl}/${collection}`, {
        ...request,
        body: JSON.stringify(fields),
      });
      return z.looseObject({ id: z.string() }).parse(await answer.json());
    };
    const tell = async (event: string, data: unknown) => {
      const { body, headers } = signedDelivery(webhookSecret, { event, data });
      const about = { ...headers, 'x-webhook-event': event };
      const told = await fetch(webhookEndpoint, { method: 'POST', body, headers: about });
      expect(told.status).toBe(200);
      await idle(stack);
    };
    const committee = await add('committees', { name: 'Newcomers' });
    const when = { start: '2026-06-01T10:00', time_zone: 'Europe/Berlin' };
    const party = await add('events', { title: 'Welcome', ...when, committee_id: committee.id });
    await tell('event.created', party);
    await tell('committee.created', committee);
    const { mappings } = await stack.steward.call(
      'GET',
      `/api/admin/integrations/${id}/mappings`,
      mappingsShape,
    );
    const ours = (externalId: string) => mappings.find((each) => each.externalId === externalId)?.internalId;
    const { record } = await stack.platform.call('GET', `/api/records/event/${ours(party.id)}`, recordShape);
    expect(record.fields.committeeId).toBe(ours(committee.id));
  });

  test.each([
    ['a system that is down is left alone, tried, and used again', outage],
    ['a message that is lost is asked for again', ledger],
    ['a time zone that the Scheduler refuses is told and mended', schedule],
  ])(
    '%s',
    async (_what, prepare) => {
      const drive = await prepare(world);
      await drive.fire();
      await drive.mend();
      expect(
        await world.stack.steward.call('GET', `/api/admin/integrations/${drive.id}`, anything),
      ).toBeDefined();
    },
    120_000,
  );

  test('hooks that are gone over there are registered anew, and listened to for silence when they are well', async () => {
    const drive = await webhooks(world);
    await drive.fire();
    await drive.mend();
    await drive.again?.();
    const { webhooks: hooks, webhookProblem } = (await world.integration(drive.id)) ?? {};
    expect([hooks?.length, webhookProblem]).toEqual([expect.any(Number), undefined]);
    expect(hooks).not.toEqual([]);
  }, 120_000);

  test('a difference that nobody explains is found by comparing', async () => {
    await using own = await alertWorld();
    const { fire, mend } = await drift(own);
    await fire();
    await mend();
    expect(own.stack.permissions.refused).toEqual([]);
  });

  test('schedules that are gone, strange or changed are put right by the next look', async () => {
    const { stack, watch } = world;
    const { id } = await world.tasks('Loses its schedule', 1);
    const mine = () => stack.scheduler.all().filter(({ name }) => name.includes(id));
    expect(mine()).toHaveLength(1);
    const [kept] = mine();
    if (kept === undefined) throw new Error('The integration has no schedule.');
    const group = new URLSearchParams({ groupName: kept.group });
    const body = { ...kept.body, GroupName: kept.group };
    stack.scheduler.call('DELETE', `/schedules/${kept.name}`, group, {});
    stack.scheduler.call('POST', `/schedules/${kept.name.replace(id, 'int_gone')}`, group, body);
    await watch();
    expect(mine().map(({ body: again }) => again.ScheduleExpression)).toEqual([kept.body.ScheduleExpression]);
    expect(stack.scheduler.all().filter(({ name }) => name.includes('int_gone'))).toEqual([]);
    stack.scheduler.call('PUT', `/schedules/${kept.name}`, group, {
      ...body,
      ScheduleExpression: 'rate(9 days)',
    });
    await watch();
    expect(mine().map(({ body: again }) => again.ScheduleExpression)).toEqual([kept.body.ScheduleExpression]);
  });

  test('an integration is removed with its schedule and its secrets, and the Slack channel with its address', async () => {
    const { steward, scheduler } = world.stack;
    const { id } = await world.tasks('Goes', 2);
    const path = `/api/admin/integrations/${id}`;
    expect((await steward.call('GET', `${path}/mappings`, mappingsShape)).mappings).toHaveLength(2);
    expect((await steward.send('DELETE', path)).status).toBe(200);
    expect(scheduler.all().filter(({ name }) => name.includes(id))).toEqual([]);
    await world.slackGoesTo(world.slack);
    await steward.call('PUT', '/api/admin/channels', anything, { slackUrl: null });
  });
});
