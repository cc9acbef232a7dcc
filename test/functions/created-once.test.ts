import { describe, expect, it } from 'vitest';
import { apiWorld } from './api-world.ts';
import { ask, problemOf } from './events.ts';
import { integration } from './webhook-world.ts';

const claims = { sub: 'ada', roles: 'WEB_STEWARD' };
const headers = { 'idempotency-key': '0f8e3c1a-connect' };
const body = JSON.stringify({
  ...{
    name: 'Main garden system',
    type: 'GENERIC_REST',
    authType: 'API_KEY',
    settings: integration.settings,
  },
  ...{ baseUrl: 'https://rest.example.org', credentials: { apiKey: 'the-key-of-the-garden' } },
  ...{ syncDirection: 'BIDIRECTIONAL', syncFrequency: 'HOURLY', dataTypes: ['TASKS'] },
});
const path = '/api/admin/integrations';
const create = (world: ReturnType<typeof apiWorld>) =>
  ask(world.admin, { method: 'POST', path, claims, headers, body });

describe('connecting a system with an Idempotency-Key', () => {
  it('connects it once, and tells the webhook secret again to whoever lost the answer', async () => {
    const world = apiWorld();
    const first = await create(world);
    const again = await create(world);
    expect(first.statusCode).toBe(201);
    expect(JSON.parse(again.body)).toEqual(JSON.parse(first.body));
    expect(world.memory.integrations.size).toBe(1);
    expect(world.memory.jobs.size).toBe(1);
  });

  it('keeps neither the webhook secret nor the credentials nor the key with the answer', async () => {
    const world = apiWorld();
    const { webhookSecret } = JSON.parse((await create(world)).body).integration;
    const kept = JSON.stringify([...world.answered]);
    expect(kept).toContain('Main garden system');
    for (const secret of [webhookSecret, 'the-key-of-the-garden', headers['idempotency-key'], 'ada'])
      expect(kept).not.toContain(secret);
  });

  it('is a 409 once it was deleted, and not connected anew by a late repetition', async () => {
    const world = apiWorld();
    const { id } = JSON.parse((await create(world)).body).integration;
    await ask(world.admin, { method: 'DELETE', path: `${path}/${id}`, claims });
    expect(problemOf(await create(world))).toMatchObject({ status: 409, code: 'deleted-meanwhile' });
    expect(world.memory.integrations.size).toBe(0);
  });

  it('starts one run only, for whoever asks twice', async () => {
    const world = apiWorld();
    const { id } = JSON.parse((await create(world)).body).integration;
    world.memory.runningJobs.clear();
    const sync = { method: 'POST', path: `${path}/${id}/sync`, claims, body: '{}' };
    const twice = { ...sync, headers: { 'idempotency-key': 'run-1' } };
    const [first, again] = [await ask(world.admin, twice), await ask(world.admin, twice)];
    expect(again.body).toBe(first.body);
    expect(world.memory.jobs.size).toBe(2);
    expect(problemOf(await ask(world.admin, sync))).toMatchObject({ status: 409, code: 'already-running' });
  });

  it('changes the webhook secret once, and tells the new one again to whoever lost the answer', async () => {
    const world = apiWorld();
    const { id, webhookSecret: old } = JSON.parse((await create(world)).body).integration;
    const rotate = {
      ...{ method: 'POST', path: `${path}/${id}/webhook-secret/rotate`, claims, body: '{}' },
      headers: { 'idempotency-key': 'rotate-1' },
    };
    const [first, again] = [await ask(world.admin, rotate), await ask(world.admin, rotate)];
    expect(first.statusCode).toBe(200);
    expect(JSON.parse(again.body)).toEqual(JSON.parse(first.body));
    const { webhookSecret } = JSON.parse(first.body);
    expect((await world.deps.secrets.webhookSecrets(id)).default).toEqual([webhookSecret, old]);
    expect(JSON.stringify([...world.answered])).not.toContain(webhookSecret);
  });
});
