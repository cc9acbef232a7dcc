import { expect, test } from 'vitest';
import { updateIntegration } from '../../shared/application/integrations/update-integration.ts';
import { connectedWorld } from './support/world.ts';

test('stored credentials are never sent to a new address: they have to be entered again', async () => {
  const world = await connectedWorld();
  const asked: string[] = [];
  const deps = {
    ...world.deps,
    connectors: {
      ...world.deps.connectors,
      connect: async (...call: Parameters<typeof world.deps.connectors.connect>) => {
        asked.push(call[0].baseUrl);
        return world.deps.connectors.connect(...call);
      },
    },
  };
  const baseUrl = 'https://elsewhere.example/api';
  const refused = await updateIntegration(deps, 'int-1', { baseUrl }, 'ada');
  expect(refused).toMatchObject({ refused: 'invalid', errors: [{ pointer: '/credentials' }] });
  expect(asked).toEqual([]);
  const accepted = await updateIntegration(deps, 'int-1', { baseUrl, credentials: { token: 'new' } }, 'ada');
  expect(accepted).toMatchObject({ integration: { baseUrl } });
  expect(asked).toEqual([baseUrl]);
});

test('another path at the same address needs no new credentials', async () => {
  const world = await connectedWorld();
  const integration = await world.deps.integrations.get('int-1');
  const baseUrl = new URL('/other/api', integration?.baseUrl).href;
  expect(await updateIntegration(world.deps, 'int-1', { baseUrl }, 'ada')).toMatchObject({
    integration: { baseUrl },
  });
});
