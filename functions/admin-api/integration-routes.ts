import { checkConnection } from '../../shared/application/integrations/check-connection.ts';
import {
  checkNewIntegration,
  createIntegration,
} from '../../shared/application/integrations/create-integration.ts';
import { deleteIntegration } from '../../shared/application/integrations/delete-integration.ts';
import type { AdminDeps } from '../../shared/application/integrations/deps.ts';
import {
  unknownIntegration,
  updateIntegration,
} from '../../shared/application/integrations/update-integration.ts';
import type { RecordStore } from '../../shared/application/ports.ts';
import { planQuota } from '../../shared/application/quotas/plan-quota.ts';
import { webhookEndpoint } from '../../shared/application/webhooks/register.ts';
import { rotateWebhookSecret } from '../../shared/application/webhooks/rotate-secret.ts';
import type { integrationOperations } from '../../shared/contract/integrations.ts';
import type { Integration } from '../../shared/domain/integration.ts';
import { nextRun } from '../../shared/domain/schedule.ts';
import { accepted } from '../runtime/http/refusals.ts';
import type { Routes } from '../runtime/http/serve.ts';
import { given } from './given.ts';
import { type StatsDeps, statsOf } from './integration-stats.ts';
import { type Activity, integrationView } from './views.ts';

export type ApiDeps = AdminDeps & StatsDeps & { readonly records: Pick<RecordStore, 'getMany'> };

export const findIntegration = async (deps: ApiDeps, id: string): Promise<Integration> =>
  accepted((await deps.integrations.get(id)) ?? unknownIntegration(id));

/** The integrations with their figures and the times of their next runs. */
async function shownIntegrations(deps: ApiDeps, integrations: readonly Integration[]) {
  const stats = await statsOf(deps, integrations);
  return integrations.map((integration) =>
    integrationView(
      integration,
      stats.get(integration.id) ?? nothingHappened,
      deps.publicBaseUrl,
      nextRun(integration, deps.schedules.plan(integration), deps.clock.now()),
    ),
  );
}

const nothingHappened: Activity = {
  stats: { totalSyncs: 0, successRate: 100, pendingConflicts: 0, lastErrorCount: 0 },
};

/** One of them. */
export const shownIntegration = async (deps: ApiDeps, integration: Integration) => {
  const [shown] = await shownIntegrations(deps, [integration]);
  return accepted(shown ?? unknownIntegration(integration.id));
};

export function integrationRoutes(deps: ApiDeps): Routes<typeof integrationOperations> {
  const view = (integration: Integration) => shownIntegration(deps, integration);
  return {
    async createIntegration({ body, caller }) {
      const request = { ...body, settings: body.settings ?? {} };
      const created = accepted(
        await createIntegration(deps, given(request) as typeof request & never, caller.id),
      );
      const { id, name, status } = created.integration;
      return {
        success: true,
        integration: {
          id,
          name,
          status,
          webhookEndpoint: webhookEndpoint(deps.publicBaseUrl, id),
          webhookSecret: created.webhookSecret,
        },
        jobId: created.jobId,
        warnings: [...created.warnings],
      };
    },
    async checkNewIntegration({ body, caller }) {
      const request = { ...body, settings: body.settings ?? {} };
      const { report } = accepted(
        await checkNewIntegration(deps, given(request) as typeof request & never, caller.id),
      );
      const { ok, steps, account } = report;
      return { ok, steps: steps.map((step) => ({ ...step })), ...given({ account }) };
    },
    async listIntegrations({ query }) {
      const found = await deps.integrations.list(given(query));
      return { integrations: await shownIntegrations(deps, found) };
    },
    getIntegration: async ({ params }) => ({
      integration: await view(await findIntegration(deps, params.id)),
    }),
    async updateIntegration({ params, body, caller }) {
      const { integration } = accepted(await updateIntegration(deps, params.id, given(body), caller.id));
      return { success: true, integration: await view(integration) };
    },
    async integrationQuota({ params, query }) {
      const integration = await findIntegration(deps, params.id);
      const { sentences, ...plan } = await planQuota(deps, integration, query.frequency);
      return { ...plan, sentences: [...sentences] };
    },
    async rotateWebhookSecret({ params, body, caller }) {
      const rotated = accepted(await rotateWebhookSecret(deps, params.id, body.overlapHours, caller.id));
      return { success: true, integrationId: params.id, ...rotated };
    },
    async deleteIntegration({ params, caller }) {
      const { mappings, conflicts, warnings } = accepted(await deleteIntegration(deps, params.id, caller.id));
      return {
        success: true,
        deleted: { integration: true, mappings, logs: 0, conflicts },
        warnings: [...warnings],
      };
    },
    async testIntegration({ params }) {
      const integration = await findIntegration(deps, params.id);
      const credentials = (await deps.secrets.credentials(integration.id)) ?? {};
      const report = await checkConnection(deps, integration, credentials);
      return {
        success: report.ok,
        connectionStatus: report.ok ? 'OK' : 'FAILED',
        responseTime: report.responseTimeMs,
        apiVersion: report.apiVersion,
        credentialsValid: report.steps.every(({ step, ok }) => step !== 'signed-in' || ok),
        steps: report.steps.map((step) => ({ ...step })),
      };
    },
  };
}
