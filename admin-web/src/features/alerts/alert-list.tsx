import { useInfiniteQuery } from '@tanstack/react-query';
import { BellOff } from 'lucide-react';
import { EmptyState } from '../../components/empty-state.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { MoreButton } from '../../components/more-button.tsx';
import { useApi } from '../../lib/session.ts';
import { useNow } from '../../lib/use-now.ts';
import { AlertCard } from './alert-card.tsx';
import { byUrgency, type Place, placeOf } from './alert-words.ts';
import { type AlertView, alertsIn } from './requests/alerts.ts';

const titles: { readonly [place in Place]: string } = {
  open: 'Needs somebody',
  'cared-for': 'Somebody takes care of it',
  muted: 'Muted',
};
const places: readonly Place[] = ['open', 'cared-for', 'muted'];

/** Alerts as issues: those that nobody has taken up first, then those in good hands, then the muted ones; or those that are over. */
export function AlertList({ state }: { readonly state: 'open' | 'over' }) {
  const query = useInfiniteQuery(alertsIn(useApi(), state));
  const now = useNow();
  return (
    <Loaded query={query} what="the alerts">
      {({ pages }) => {
        const alerts = pages.flatMap((page) => page.alerts);
        return (
          <>
            {alerts.length === 0 && <Nothing state={state} />}
            {state === 'over'
              ? alerts.length > 0 && <Group title="Over" alerts={alerts} />
              : places.map((place) => {
                  const mine = byUrgency(alerts.filter((alert) => placeOf(alert, now) === place));
                  return mine.length === 0 ? null : <Group key={place} title={titles[place]} alerts={mine} />;
                })}
            <MoreButton
              what="alerts"
              hasMore={query.hasNextPage}
              isLoading={query.isFetchingNextPage}
              onMore={() => void query.fetchNextPage()}
            />
          </>
        );
      }}
    </Loaded>
  );
}

const Group = ({ title, alerts }: { readonly title: string; readonly alerts: readonly AlertView[] }) => (
  <section className="stack" aria-labelledby={idOf(title)}>
    <h2 id={idOf(title)}>{title}</h2>
    <ul className="stack" aria-label={title}>
      {alerts.map((alert) => (
        <AlertCard key={alert.id} alert={alert} />
      ))}
    </ul>
  </section>
);

const Nothing = ({ state }: { readonly state: 'open' | 'over' }) => (
  <EmptyState icon={BellOff} title={state === 'open' ? 'Nothing is the matter' : 'Nothing is over yet'}>
    {state === 'open'
      ? 'When something needs you, it is shown here and told as the rules say.'
      : 'Alerts that ended are kept here for a while, with how they ended.'}
  </EmptyState>
);

const idOf = (title: string): string => `alerts-${title.replaceAll(' ', '-').toLowerCase()}`;
