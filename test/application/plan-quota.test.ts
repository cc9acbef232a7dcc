import { expect, test } from 'vitest';
import { planQuota } from '../../shared/application/quotas/plan-quota.ts';
import { begin, withTasks, work } from './support/runs.ts';

test('an admin is told whether a schedule fits, by what past runs asked of the other system', async () => {
  const world = await withTasks(50);
  world.vendor.pageSize = 10;
  const integration = { ...world.integration, syncFrequency: 'HOURLY' as const };
  expect(await planQuota(world.deps, integration)).toMatchObject({ fits: true, requestsPerRun: 2 });
  await begin(world);
  await work(world);
  expect(await planQuota(world.deps, integration)).toMatchObject({ requestsPerRun: 6, usedPercent: 20 });
  expect(await planQuota(world.deps, integration, 'EVERY_15MIN')).toMatchObject({
    fits: false,
    best: 'HOURLY',
  });
});

test('a larger plan, once it is named, lets runs come more often', async () => {
  const world = await withTasks(50);
  world.vendor.pageSize = 10;
  await begin(world);
  await work(world);
  const settings = { ...world.integration.settings, plan: 'large' };
  const integration = { ...world.integration, settings, syncFrequency: 'EVERY_15MIN' as const };
  expect(await planQuota(world.deps, integration)).toMatchObject({ fits: true, usedPercent: 4 });
});
