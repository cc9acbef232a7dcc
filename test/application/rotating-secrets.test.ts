import { describe, expect, test } from 'vitest';
import { rotateWebhookSecret } from '../../shared/application/webhooks/rotate-secret.ts';
import { connectedWorld } from './support/world.ts';

async function rotating(webhooks: readonly string[] = []) {
  const registeredAt = '2026-03-01T08:00:00.000Z';
  const world = await connectedWorld({
    webhooks: webhooks.map((key) => ({ key, externalId: key, registeredAt })),
  });
  await world.deps.secrets.saveWebhookSecrets('int-1', { default: ['first'], project: ['vendors-own'] });
  const rotate = (hours = 24) => rotateWebhookSecret(world.deps, 'int-1', hours, 'ada');
  return { world, rotate, secrets: () => world.deps.secrets.webhookSecrets('int-1') };
}

describe('a new secret for webhooks', () => {
  test('is accepted beside the one before, until the overlap is over', async () => {
    const { world, rotate, secrets } = await rotating();
    const answer = await rotate();
    if ('refused' in answer) throw new Error(answer.refused);
    expect(await secrets()).toEqual({ default: [answer.webhookSecret, 'first'], project: ['vendors-own'] });
    expect(world.memory.integrations.get('int-1')).toMatchObject({ oldSecretUntil: answer.oldAcceptedUntil });
    expect(Date.parse(answer.oldAcceptedUntil) - Date.parse(world.clock.now())).toBe(24 * 3_600_000);
  });

  test('ends the one before the last', async () => {
    const { rotate, secrets } = await rotating();
    const second = await rotate();
    const third = await rotate();
    if ('refused' in second || 'refused' in third) throw new Error('refused');
    expect((await secrets()).default).toEqual([third.webhookSecret, second.webhookSecret]);
  });

  test('has the hooks registered anew that the vendor knows of, and no others', async () => {
    const byHand = await rotating();
    await byHand.rotate();
    expect(byHand.world.jobQueue.takeAll()).toEqual([]);
    const registered = await rotating(['project']);
    await registered.rotate();
    expect(registered.world.jobQueue.takeAll()).toMatchObject([{ kind: 'webhooks', integrationId: 'int-1' }]);
  });

  test('leaves an audit entry without any secret', async () => {
    const { world, rotate } = await rotating();
    const answer = await rotate();
    const audit = JSON.stringify([...world.memory.audit.values()]);
    expect(audit).toContain('webhook-secret.rotated');
    expect(audit).not.toContain('first');
    expect(audit).not.toContain('refused' in answer ? '' : answer.webhookSecret);
  });

  test('is not made for an integration that is gone', async () => {
    const { world } = await rotating();
    expect(await rotateWebhookSecret(world.deps, 'nobody', 24, 'ada')).toMatchObject({
      refused: 'not-found',
    });
  });
});
