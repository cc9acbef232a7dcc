import type { Alert } from '../../domain/alert.ts';
import type { NoticeAbout } from '../../domain/alert-message.ts';
import type { HealthStore } from '../health/ports.ts';
import type { IntegrationStore } from '../ports.ts';

/** What a message says of the integration beside the alert itself. */
export async function noticeAbout(
  deps: { readonly integrations: IntegrationStore; readonly health?: Pick<HealthStore, 'snapshots'> },
  { integrationId }: Alert,
  alertName: string,
): Promise<NoticeAbout> {
  const [integration, looks] = await Promise.all([
    deps.integrations.get(integrationId),
    deps.health?.snapshots([integrationId]) ?? [],
  ]);
  const facts = looks[0]?.facts;
  return {
    integrationName: integration?.name ?? integrationId,
    status: integration?.status ?? 'DELETED',
    alertName,
    ...(facts === undefined ? {} : { errorRate: rateOf(facts.changes) }),
    ...(facts === undefined ? {} : { pendingConflicts: facts.pendingConflicts }),
    ...(integration?.lastSuccessAt === undefined ? {} : { lastSuccessAt: integration.lastSuccessAt }),
    recentErrors: facts?.recentErrors ?? [],
  };
}

const rateOf = ({ ended, failed }: { readonly ended: number; readonly failed: number }): number =>
  ended === 0 ? 0 : Math.round((1000 * failed) / ended) / 10;
