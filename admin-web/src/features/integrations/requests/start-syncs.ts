import { activityOperations } from '../../../../../shared/contract/activity.ts';
import type { IntegrationView } from '../../../../../shared/contract/integrations.ts';
import { isRunning } from '../../../../../shared/domain/integration.ts';
import type { Api } from '../../../lib/api.ts';
import { troubleOf } from '../../../lib/problems.ts';

export interface Refreshed {
  readonly started: readonly string[];
  readonly left: readonly { readonly name: string; readonly why: string }[];
}

/** Starts a run of every integration that can; says of the others why not. */
export async function startSyncs(api: Api, integrations: readonly IntegrationView[]): Promise<Refreshed> {
  const answers = await Promise.all(
    integrations.map(async (integration) => ({
      name: integration.name,
      why: whyNot(integration) ?? (await start(api, integration)),
    })),
  );
  return {
    started: answers.flatMap(({ name, why }) => (why === undefined ? [name] : [])),
    left: answers.flatMap(({ name, why }) => (why === undefined ? [] : [{ name, why }])),
  };
}

const asleep: { readonly [status in IntegrationView['status']]?: string } = {
  PAUSED: 'it is paused',
  DISABLED: 'it is switched off',
  ERROR: 'it has stopped and needs you first',
};

function whyNot({ status, currentJob }: IntegrationView): string | undefined {
  if (!isRunning(status)) return asleep[status] ?? 'it rests';
  return currentJob === undefined ? undefined : 'it is running already';
}

async function start(api: Api, { id }: IntegrationView): Promise<string | undefined> {
  try {
    await api(activityOperations.syncIntegration, { params: { id }, body: {} });
    return undefined;
  } catch (error) {
    const { title, advice } = troubleOf(error);
    return `${title}. ${advice}`.trim();
  }
}
