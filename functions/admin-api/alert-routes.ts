import { acknowledgeAlert } from '../../shared/application/alerts/acknowledge-alert.ts';
import type { ActDeps } from '../../shared/application/alerts/act-on-alert.ts';
import {
  type AlertReaders,
  listAlerts,
  type NamedAlert,
} from '../../shared/application/alerts/list-alerts.ts';
import { muteAlert, unmuteAlert } from '../../shared/application/alerts/mute-alert.ts';
import type { alertOperations } from '../../shared/contract/alerts.ts';
import { paged } from '../runtime/http/paging.ts';
import { accepted } from '../runtime/http/refusals.ts';
import type { RouteOutput, Routes } from '../runtime/http/serve.ts';
import { given } from './given.ts';
import { type ApiDeps, findIntegration } from './integration-routes.ts';

type AlertView = RouteOutput<(typeof alertOperations)['listAlerts']>['alerts'][number];

export function alertRoutes(deps: ApiDeps & AlertReaders & ActDeps): Routes<typeof alertOperations> {
  return {
    async listAlerts({ query: { integrationId, state, ...query } }) {
      if (integrationId !== undefined) await findIntegration(deps, integrationId);
      const search = given({ integrationId, open: state === 'all' ? undefined : state === 'open' });
      const page = await paged(query, (request) => listAlerts(deps, search, request), view);
      return { alerts: page.items, pagination: page.pagination };
    },
    async acknowledgeAlert({ params, caller }) {
      const { name } = await findIntegration(deps, params.id);
      const { alert } = accepted(await acknowledgeAlert(deps, params.id, params.alertId, caller.id));
      return { success: true, alert: view({ alert, integrationName: name }) };
    },
    async muteAlert({ params, body, caller }) {
      const { name } = await findIntegration(deps, params.id);
      const { alert } = accepted(await muteAlert(deps, whichOf(params, caller.id), body.until));
      return { success: true, alert: view({ alert, integrationName: name }) };
    },
    async unmuteAlert({ params, caller }) {
      const { name } = await findIntegration(deps, params.id);
      const { alert } = accepted(await unmuteAlert(deps, whichOf(params, caller.id)));
      return { success: true, alert: view({ alert, integrationName: name }) };
    },
  };
}

const whichOf = (params: { readonly id: string; readonly alertId: string }, actor: string) => ({
  ...{ integrationId: params.id, alertId: params.alertId, actor },
});

function view({ alert, integrationName }: NamedAlert): AlertView {
  const { id, integrationId, kind, severity, sentence, cure, count, openedAt, lastRaisedAt } = alert;
  const { acknowledgedAt, acknowledgedBy, resolvedAt, recovery } = alert;
  const { cameBack, mutedUntil, mutedBy, notifiedAt, failedDeliveries = [] } = alert;
  return {
    ...{ id, integrationId, integrationName, kind, severity, sentence, cure, count, openedAt, lastRaisedAt },
    ...given({ acknowledgedAt, acknowledgedBy, resolvedAt, recovery }),
    ...given({ cameBack, mutedUntil, mutedBy, notifiedAt }),
    failedDeliveries: failedDeliveries.map((each) => ({ ...each })),
  };
}
