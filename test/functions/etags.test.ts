import { describe, expect, it } from 'vitest';
import { anIntegration } from '../contract/support/samples.ts';
import { apiWorld } from './api-world.ts';
import { ask, problemOf } from './events.ts';

const claims = { sub: 'ada', roles: 'WEB_STEWARD' };
const path = '/api/admin/integrations';

async function listed() {
  const world = apiWorld();
  await world.deps.integrations.create(anIntegration({ id: 'int_1' }));
  const first = await ask(world.admin, { path, claims });
  const again = (tag: string) => ask(world.admin, { path, claims, headers: { 'if-none-match': tag } });
  return { world, first, again, tag: first.headers.etag ?? '' };
}

describe('asking again for what one has already', () => {
  it('answers 304 without a body while nothing changed', async () => {
    const { again, tag } = await listed();
    expect(tag).toMatch(/^W\/"[\w-]{20,}"$/);
    for (const given of [tag, tag.slice(2), `"other", ${tag}`, '*'])
      expect(await again(given)).toMatchObject({ statusCode: 304, body: '', headers: { etag: tag } });
  });

  it('answers whole, with another tag, once something changed', async () => {
    const { world, again, tag } = await listed();
    const [stored] = await world.deps.integrations.list({});
    if (stored === undefined) throw new Error('Nothing is stored.');
    await world.deps.integrations.put({ ...stored, version: stored.version + 1, name: 'Renamed' });
    const answer = await again(tag);
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toContain('Renamed');
    expect(answer.headers.etag).not.toBe(tag);
  });

  it('lets no other cache than the caller’s own keep an answer, and nobody keep a refusal or a write', async () => {
    const { world, first } = await listed();
    expect(first.headers['cache-control']).toBe('private, no-cache');
    const missing = await ask(world.admin, { path: `${path}/nobody`, claims });
    expect(problemOf(missing).status).toBe(404);
    expect(missing.headers).not.toHaveProperty('etag');
    expect(missing.headers['cache-control']).toBe('no-store');
    const tested = await ask(world.admin, { method: 'POST', path: `${path}/int_1/test`, claims });
    expect(tested.headers).not.toHaveProperty('etag');
    expect(tested.headers['cache-control']).toBe('no-store');
  });
});
