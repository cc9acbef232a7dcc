import { expect, test } from 'vitest';
import { killWhileDelivering } from './support/kill-run.ts';

test('an accepted webhook is applied exactly once although the whole runtime is killed meanwhile', async () => {
  const figures = await killWhileDelivering({ webhooks: 60, killAfter: [15, 40], say: () => undefined });
  expect(figures).toMatchObject({
    accepted: 60,
    kills: 2,
    appliedOnce: 60,
    appliedTwice: 0,
    lost: 0,
    wrongRecords: 0,
  });
});
