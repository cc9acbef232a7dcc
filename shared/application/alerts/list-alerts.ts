import type { Alert } from '../../domain/alert.ts';
import { listByIntegration } from '../list-by-integration.ts';
import type { IntegrationStore, Listing, PageRequest } from '../ports.ts';
import type { AlertStore } from './ports.ts';

export interface AlertReaders {
  readonly alerts: Pick<AlertStore, 'list'>;
  readonly integrations: Pick<IntegrationStore, 'list'>;
}

export interface NamedAlert {
  readonly alert: Alert;
  readonly integrationName: string;
}

/** Alerts integration by integration, each newest first. */
export async function listAlerts(
  readers: AlertReaders,
  search: { readonly integrationId?: string; readonly open?: boolean },
  page: PageRequest,
): Promise<Listing<NamedAlert>> {
  const all = await readers.integrations.list({});
  const wanted = all.filter(({ id }) => search.integrationId === undefined || id === search.integrationId);
  const names = new Map(wanted.map(({ id, name }) => [id, name]));
  const filter = search.open === undefined ? {} : { open: search.open };
  const found = await listByIntegration(
    [...names.keys()],
    (id, part) => readers.alerts.list(id, filter, part),
    page,
  );
  const named = found.items.map((alert) => ({
    alert,
    integrationName: names.get(alert.integrationId) ?? '',
  }));
  return { ...found, items: named };
}
