import type { IntegrationView } from '../../../../shared/contract/integrations.ts';
import type { Standing } from '../../lib/glossary.ts';

type Looked = Pick<IntegrationView, 'status' | 'currentJob'> & {
  readonly health?: Pick<NonNullable<IntegrationView['health']>, 'status'> | undefined;
  readonly stats: Pick<IntegrationView['stats'], 'pendingConflicts'>;
};

/** Where an integration stands, the most pressing thing first. */
export function standingOf({ status, currentJob, stats, health }: Looked): Standing {
  const importing = currentJob?.jobType === 'INITIAL_IMPORT';
  if (status === 'ERROR') return 'stopped';
  if (status === 'DEGRADED') return 'struggling';
  if (status === 'ACTIVE' && !importing && health !== undefined && health.status !== 'HEALTHY')
    return 'struggling';
  if (stats.pendingConflicts > 0) return 'to-decide';
  if (status === 'PAUSED') return 'paused';
  if (status === 'DISABLED') return 'off';
  return importing ? 'importing' : 'healthy';
}

const order: readonly Standing[] = [
  'stopped',
  'struggling',
  'to-decide',
  'importing',
  'healthy',
  'paused',
  'off',
];

export const needsSomebody = (standing: Standing): boolean => order.indexOf(standing) <= 2;

/** Those that need somebody first, then by name. */
export const byNeed = <Item extends Looked & Pick<IntegrationView, 'name'>>(items: readonly Item[]): Item[] =>
  [...items].sort(
    (a, b) =>
      order.indexOf(standingOf(a)) - order.indexOf(standingOf(b)) || a.name.localeCompare(b.name, 'en-GB'),
  );
