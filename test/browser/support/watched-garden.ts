import * as z from 'zod';
import { until } from '../../support/api.ts';
import { runScheduled } from '../../support/bad-days.ts';
import { signInThere } from '../../support/browser-sign-in.ts';
import { garden } from './garden.ts';

const viewShape = z.looseObject({ integration: z.looseObject({ status: z.string() }) });
const jobsShape = z.looseObject({ jobs: z.array(z.looseObject({ id: z.string(), status: z.string() })) });

/** A garden with one integration that is well, and one whose access was taken back over there, noticed by a run. */
export async function watchedGarden() {
  const world = await garden();
  const { asana, stack } = world;
  const well = await world.connected('Asana of the lawn');
  const began = await signInThere(stack.apiUrl, stack.token('WEB_STEWARD'), '/api/admin/connections', {
    ...{ type: 'ASANA', baseUrl: asana.baseUrl, settings: asana.settings, credentials: asana.client },
  });
  const connectionId = began.searchParams.get('connection');
  const signIn = { authType: 'OAUTH2', credentials: {}, connectionId };
  const stopped = await world.connected('Asana of the shed', signIn);
  asana.oauth.revokeAll();
  await stack.steward.send('POST', `/api/admin/integrations/${stopped}/sync`, {});
  await until('it stops', async () => {
    const { integration } = await stack.steward.call('GET', `/api/admin/integrations/${stopped}`, viewShape);
    return integration.status === 'ERROR' ? true : undefined;
  });
  await runScheduled(stack, 'watch-health');
  return {
    ...world,
    well,
    stopped,
    /** The runs of an integration, newest first. */
    runsOf: async (id: string) =>
      (await stack.steward.call('GET', `/api/admin/integrations/${id}/jobs`, jobsShape)).jobs,
    edit: (id: string, changes: object) =>
      stack.steward.call('PUT', `/api/admin/integrations/${id}`, viewShape, changes),
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  };
}
export type WatchedGarden = Awaited<ReturnType<typeof watchedGarden>>;
