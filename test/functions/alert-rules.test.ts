import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { raiseAlert } from '../../shared/application/alerts/raise-alert.ts';
import { tellUntold } from '../../shared/application/alerts/tell.ts';
import { anIntegration } from '../contract/support/samples.ts';
import { apiWorld } from './api-world.ts';
import { ask, problemOf } from './events.ts';

const claims = { sub: 'ada', roles: 'WEB_STEWARD' };
const slackUrl = 'https://hooks.slack.example/services/T1/B2/the-secret';

function admin() {
  const world = apiWorld();
  const call = (method: string, path: string, body?: object) =>
    ask(world.admin, { method, path: `/api/admin${path}`, claims, body: body && JSON.stringify(body) });
  const json = async (method: string, path: string, body?: object) => {
    const answer = await call(method, path, body);
    expect(answer.statusCode, answer.body).toBe(200);
    return z.looseObject({}).parse(JSON.parse(answer.body));
  };
  const acts = () => [...world.memory.audit.values()].map(({ action }) => action);
  return { world, call, json, acts };
}

describe('the rules of alerts', () => {
  it('are listed as the product has them until somebody changes one', async () => {
    const { json } = admin();
    expect(await json('GET', '/alert-rules')).toMatchObject({
      version: 0,
      rules: expect.arrayContaining([
        expect.objectContaining({ id: 'error-rate', name: 'High Error Rate', cooldownMinutes: 60 }),
        expect.objectContaining({ id: 'outage', condition: null, channels: ['email', 'slack', 'dashboard'] }),
      ]),
    });
  });

  it('change in what is given, leave an audit entry, and show the change', async () => {
    const { json, acts } = admin();
    const changed = await json('PUT', '/alert-rules/error-rate', {
      ...{ condition: { threshold: 25 }, channels: ['slack', 'dashboard'], version: 0 },
    });
    expect(changed).toMatchObject({
      ...{ success: true, version: 1 },
      rule: {
        condition: { metric: 'errorRate', operator: '>', threshold: 25, window: '1h' },
        ...{ channels: ['slack', 'dashboard'], severity: 'warning', cooldownMinutes: 60 },
      },
    });
    await json('PUT', '/alert-rules/error-rate', { cooldownMinutes: 15 });
    expect(await json('GET', '/alert-rules/error-rate')).toMatchObject({
      rule: { condition: { threshold: 25 }, cooldownMinutes: 15 },
    });
    expect(acts()).toEqual(['alert-rules.changed', 'alert-rules.changed']);
  });

  it('change together: all of them, or none', async () => {
    const { json, call } = admin();
    const wrong = await call('PUT', '/alert-rules', {
      rules: [
        { id: 'sync-lag', enabled: false },
        { id: 'outage', condition: { threshold: 3 } },
      ],
    });
    expect(problemOf(wrong)).toMatchObject({ status: 400, errors: [{ pointer: '/rules/1/condition' }] });
    expect(await json('GET', '/alert-rules/sync-lag')).toMatchObject({ rule: { enabled: true } });
    const both = {
      rules: [
        { id: 'sync-lag', enabled: false },
        { id: 'outage', severity: 'warning' },
      ],
    };
    expect(await json('PUT', '/alert-rules', both)).toMatchObject({ version: 1 });
    expect(await json('GET', '/alert-rules/outage')).toMatchObject({ rule: { severity: 'warning' } });
  });

  it('refuse a condition that does not fit, a rule that is none, and whoever did not see the last change', async () => {
    const { json, call } = admin();
    const pointer = async (id: string, condition: object) =>
      problemOf(await call('PUT', `/alert-rules/${id}`, { condition })).errors?.[0]?.pointer;
    expect(await pointer('pending-conflicts', { window: '1h' })).toBe('/condition/window');
    expect(await pointer('error-rate', { frequency: 'DAILY' })).toBe('/condition/frequency');
    expect(problemOf(await call('GET', '/alert-rules/weather')).status).toBe(404);
    await json('PUT', '/alert-rules/quota', { enabled: false });
    expect(problemOf(await call('PUT', '/alert-rules/quota', { enabled: true, version: 0 }))).toMatchObject({
      ...{ status: 409, code: 'changed-meanwhile' },
    });
  });
});

describe('the channels', () => {
  it('are the stage’s admins until somebody is named, and again when nobody is', async () => {
    const { json } = admin();
    const byDefault = { emails: ['ada@example.org'], emailsByDefault: true };
    expect(await json('GET', '/channels')).toMatchObject({ channels: { ...byDefault, version: 0 } });
    const named = await json('PUT', '/channels', { emails: ['ben@example.org', 'cleo@example.org'] });
    expect(named).toMatchObject({
      channels: { emails: ['ben@example.org', 'cleo@example.org'], emailsByDefault: false },
    });
    expect(await json('PUT', '/channels', { emails: [] })).toMatchObject({ channels: byDefault });
  });

  it('keep the address of the Slack channel as a secret: it is stored, never shown, and can be forgotten', async () => {
    const { json, world } = admin();
    const set = await json('PUT', '/channels', { slackUrl });
    expect(set).toMatchObject({ channels: { slackSetAt: '2026-03-01T10:00:00.000Z' } });
    expect(await world.deps.slackSecret.url()).toBe(slackUrl);
    const seen = [
      set,
      await json('GET', '/channels'),
      world.memory.audit,
      await world.deps.alertSettings.get(),
    ];
    expect(JSON.stringify([...seen, ...world.memory.audit.values(), ...world.lines])).not.toContain(
      'the-secret',
    );
    await json('PUT', '/channels', { slackUrl: null });
    expect(await world.deps.slackSecret.url()).toBeUndefined();
    expect((await json('GET', '/channels')).channels).not.toHaveProperty('slackSetAt');
  });

  it('keep the old secret when somebody else was faster', async () => {
    const { json, call, world } = admin();
    await json('PUT', '/channels', { slackUrl });
    expect((await call('PUT', '/channels', { slackUrl: `${slackUrl}-2`, version: 0 })).statusCode).toBe(409);
    expect(await world.deps.slackSecret.url()).toBe(slackUrl);
  });

  it('can be tried: the answer says whether the message went out, and why not', async () => {
    const { json, world } = admin();
    expect(await json('POST', '/channels/test', { channel: 'email' })).toMatchObject({ outcome: 'sent' });
    expect(world.deps.notifier.sent[0]?.paragraphs[0]).toContain('Nothing is the matter');
    world.deps.notifier.broken = 'slack';
    expect(await json('POST', '/channels/test', { channel: 'slack' })).toEqual({
      ...{ outcome: 'failed', message: 'The mail service does not answer.' },
    });
  });
});

describe('an alert that is muted', () => {
  async function muted() {
    const made = admin();
    const { world, json } = made;
    await world.deps.integrations.create(anIntegration({ id: 'int_1', name: 'Garden' }));
    const trouble = { integrationId: 'int_1', kind: 'quota', cause: 'quota' } as const;
    world.deps.notifier.broken = true;
    await raiseAlert(world.deps, {
      ...{ ...trouble, severity: 'warning', sentence: 'The quota is used up.', cure: 'Wait.' },
    });
    world.deps.notifier.broken = false;
    const id = (await world.deps.alerts.open(trouble))?.id ?? '';
    const path = `/integrations/int_1/alerts/${id}`;
    const until = '2026-03-01T12:00:00.000Z';
    const watch = async (seconds: number) => {
      world.clock.pass(seconds);
      return tellUntold(world.deps);
    };
    return { ...made, json, path, until, watch };
  }

  it('is shown and tells nobody until its time is over', async () => {
    const { json, path, until, watch, acts } = await muted();
    const answer = await json('POST', `${path}/mute`, { until });
    expect(answer).toMatchObject({ alert: { mutedUntil: until, mutedBy: 'ada' } });
    expect(await json('GET', '/alerts')).toMatchObject({ alerts: [{ mutedUntil: until }] });
    expect(await watch(3600)).toBe(0);
    expect(await watch(3600)).toBe(1);
    expect(acts()).toEqual(['alert.muted']);
  });

  it('tells again when somebody unmutes it', async () => {
    const { json, path, until, watch } = await muted();
    await json('POST', `${path}/mute`, { until });
    expect((await json('POST', `${path}/unmute`)).alert).not.toHaveProperty('mutedUntil');
    expect(await watch(300)).toBe(1);
  });

  it('cannot be muted for a time that is over or too long, nor at all once it is over', async () => {
    const { call, path } = await muted();
    for (const until of ['2026-03-01T10:00:00.000Z', '2027-03-01T10:00:00.000Z'])
      expect(problemOf(await call('POST', `${path}/mute`, { until }))).toMatchObject({
        ...{ status: 400, errors: [{ pointer: '/until' }] },
      });
    const nobody = '/integrations/int_1/alerts/alert_nobody/mute';
    expect(problemOf(await call('POST', nobody, { until: '2026-03-02T10:00:00.000Z' })).status).toBe(404);
  });

  it('shows the message that did not get through, and where it failed', async () => {
    const { json } = await muted();
    expect(await json('GET', '/alerts')).toMatchObject({
      alerts: [
        { failedDeliveries: [{ channel: 'email', why: 'The mail service does not answer.', tries: 1 }] },
      ],
    });
  });
});
