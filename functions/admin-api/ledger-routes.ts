import type { LedgerStore } from '../../shared/application/ports.ts';
import type { Account, ledgerOperations } from '../../shared/contract/ledger.ts';
import { addSeconds } from '../../shared/domain/dates.ts';
import { addedCounts, hourOf } from '../../shared/domain/hour-figures.ts';
import type { LedgerHour } from '../../shared/domain/ledger.ts';
import type { Routes } from '../runtime/http/serve.ts';
import { type ApiDeps, findIntegration } from './integration-routes.ts';

const day = 86_400;
const ranges = { '24h': day, '7d': 7 * day, '30d': 30 * day } as const;

export type LedgerRouteDeps = ApiDeps & { readonly ledger: Pick<LedgerStore, 'hours' | 'state'> };

/** The account of each integration, as the hourly check left it. */
export const ledgerRoutes = (deps: LedgerRouteDeps): Routes<typeof ledgerOperations> => ({
  async getLedger({ params, query }) {
    const { id } = await findIntegration(deps, params.id);
    const now = deps.clock.now();
    const [state, hours] = await Promise.all([
      deps.ledger.state(id),
      deps.ledger.hours(id, hourOf(addSeconds(now, -ranges[query.range])), now),
    ]);
    return {
      integrationId: id,
      checkedAt: state?.checkedAt ?? null,
      totals: hours.map(accountOf).reduce(plus, { received: 0, ended: {}, inFlight: 0, missing: 0 }),
      hours: hours.map((hour) => ({ at: hour.hour, ...accountOf(hour), open: hour.open })),
      missing: hours.flatMap(({ named }) => named.map(({ cause = null, ...each }) => ({ ...each, cause }))),
    };
  },
});

const accountOf = ({ received, ended, inFlight, missing }: LedgerHour): Account => ({
  ...{ received, ended, inFlight, missing },
});

const plus = (a: Account, b: Account): Account => ({
  received: a.received + b.received,
  ended: addedCounts(a.ended, b.ended),
  inFlight: a.inFlight + b.inFlight,
  missing: a.missing + b.missing,
});
