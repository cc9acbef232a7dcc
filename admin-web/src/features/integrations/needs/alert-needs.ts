import type { AlertView } from '../requests/open-alerts.ts';
import type { Mend, Need } from './a-need.ts';

type Kind = AlertView['kind'];

/** Told by the integration's own state, or counted over all integrations. */
const toldAnyway: readonly Kind[] = ['sign-in', 'outage', 'webhooks', 'deletions', 'pending-conflicts'];
/** What an integration that stopped or struggles complains about besides. */
const followUps: readonly Kind[] = ['error-rate', 'integration-down', 'sync-lag', 'many-failures'];

/** Somebody takes care of it, wants to hear no more of it, or reads of it in another note already. */
export const saidElsewhere = (alert: AlertView, own: readonly Need[]): boolean =>
  alert.acknowledgedAt !== undefined ||
  alert.mutedUntil !== undefined ||
  toldAnyway.includes(alert.kind) ||
  (followUps.includes(alert.kind) && own.some(({ key }) => key === alert.integrationId));

const mends: { readonly [kind in Kind]?: Pick<Extract<Mend, { kind: 'part' }>, 'part' | 'label'> } = {
  quota: { part: 'settings', label: 'Sync less often' },
  bouncing: { part: 'matches', label: 'See its matches' },
  schedule: { part: 'settings', label: 'Set its rhythm' },
  'many-failures': { part: 'failures', label: 'See what failed' },
  'error-rate': { part: 'failures', label: 'See what failed' },
  'integration-down': { part: 'overview', label: 'See its runs' },
  'sync-lag': { part: 'overview', label: 'See its runs' },
};

/** An open alert as something that waits for a person. */
export function alertNeed({ id, kind, severity, integrationId, integrationName, ...alert }: AlertView): Need {
  const mend = mends[kind];
  return {
    ...{ key: `alert-${id}`, icon: 'trouble', tone: severity === 'critical' ? 'bad' : 'warn' },
    title: `${integrationName}: ${alert.cameBack === undefined ? '' : 'it came back: '}${alert.sentence}`,
    text: alert.cure,
    mend:
      mend === undefined
        ? { kind: 'page', to: '/alerts', label: 'See the alert' }
        : { kind: 'part', id: integrationId, ...mend },
  };
}
