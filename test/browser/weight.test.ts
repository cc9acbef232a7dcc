import { expect, test } from 'vitest';
import { ensureSite } from '../../infra/site/build-site.ts';
import { firstLoadBudget, weighFirstLoad } from '../../infra/site/weigh.ts';

test('a first visit loads no more JavaScript than the budget', async () => {
  const { javascript, files } = weighFirstLoad(await ensureSite());
  expect(files.length).toBeGreaterThan(1);
  expect(javascript).toBeGreaterThan(50);
  expect(javascript).toBeLessThanOrEqual(firstLoadBudget);
});
