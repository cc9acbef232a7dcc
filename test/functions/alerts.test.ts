import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { raiseAlert } from '../../shared/application/alerts/raise-alert.ts';
import { anIntegration } from '../contract/support/samples.ts';
import { apiWorld } from './api-world.ts';
import { ask, problemOf } from './events.ts';

const claims = { sub: 'ada', roles: 'WEB_STEWARD' };
const listed = z.object({
  alerts: z.array(
    z.looseObject({ id: z.string(), integrationName: z.string(), kind: z.string(), count: z.int() }),
  ),
  pagination: z.looseObject({ cursor: z.string().optional() }),
});

async function troubled() {
  const world = apiWorld();
  await world.deps.integrations.create(anIntegration({ id: 'int_1', name: 'Garden' }));
  await world.deps.integrations.create(anIntegration({ id: 'int_2', name: 'Hours' }));
  const raise = (integrationId: string, kind: 'outage' | 'quota') =>
    raiseAlert(world.deps, {
      ...{ integrationId, kind, cause: kind, severity: 'warning', sentence: `${kind} at ${integrationId}.` },
      cure: 'Wait.',
    });
  await raise('int_1', 'outage');
  world.clock.pass(60);
  await raise('int_1', 'quota');
  await raise('int_2', 'outage');
  const get = async (query: Record<string, string> = {}) => {
    const answer = await ask(world.admin, { path: '/api/admin/alerts', claims, query });
    expect(answer.statusCode).toBe(200);
    return listed.parse(JSON.parse(answer.body));
  };
  const acknowledge = (id: string, integration = 'int_1') =>
    ask(world.admin, {
      method: 'POST',
      path: `/api/admin/integrations/${integration}/alerts/${id}/acknowledge`,
      claims,
    });
  return { world, raise, get, acknowledge };
}

describe('what admins have to know about', () => {
  it('is listed for all integrations, page by page, those that are open unless asked otherwise', async () => {
    const { world, get } = await troubled();
    const { alerts } = await get();
    expect(alerts.map(({ integrationName, kind }) => [integrationName, kind])).toEqual([
      ['Garden', 'quota'],
      ['Garden', 'outage'],
      ['Hours', 'outage'],
    ]);
    const first = await get({ limit: '2' });
    const rest = await get({ limit: '2', cursor: first.pagination.cursor ?? '' });
    expect([...first.alerts, ...rest.alerts].map(({ id }) => id)).toEqual(alerts.map(({ id }) => id));
    const [open] = alerts;
    const stored = await world.deps.alerts.open({ integrationId: 'int_1', kind: 'quota', cause: 'quota' });
    expect(stored?.id).toBe(open?.id);
    expect((await get({ state: 'over' })).alerts).toEqual([]);
    expect((await get({ integrationId: 'int_2', state: 'all' })).alerts).toHaveLength(1);
  });

  it('can be acknowledged: it stays open, counts on, and says who takes care of it', async () => {
    const { world, raise, get, acknowledge } = await troubled();
    const [quota] = (await get({ integrationId: 'int_1' })).alerts;
    const answer = await acknowledge(quota?.id ?? '');
    expect(JSON.parse(answer.body)).toMatchObject({ success: true, alert: { acknowledgedBy: 'ada' } });
    await raise('int_1', 'quota');
    const [after] = (await get({ integrationId: 'int_1' })).alerts;
    expect(after).toMatchObject({ id: quota?.id, count: 2, acknowledgedBy: 'ada' });
    expect((await acknowledge(quota?.id ?? '')).statusCode).toBe(200);
    const acts = [...world.memory.audit.values()].filter(({ action }) => action === 'alert.acknowledged');
    expect(acts).toHaveLength(1);
  });

  it('cannot be acknowledged once it is over, or at another integration', async () => {
    const { get, acknowledge } = await troubled();
    const [quota] = (await get({ integrationId: 'int_1' })).alerts;
    expect(problemOf(await acknowledge(quota?.id ?? '', 'int_2')).status).toBe(404);
    expect(problemOf(await acknowledge('alert_nobody')).status).toBe(404);
  });
});
