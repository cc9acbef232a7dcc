import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import * as z from 'zod/mini';
import { alertSearch } from '../features/alerts/alert-search.ts';
import { asideSearch } from '../features/aside/aside-search.ts';
import { conflictSearch } from '../features/decisions/conflict-search.ts';
import { fieldsSearch } from '../features/fields/fields-search.ts';
import { historySearch } from '../features/history/history-search.ts';
import { cardFilterSchema } from '../features/integrations/card-filter.ts';
import { logFilterSchema } from '../features/log/log-filter.ts';
import { matchFilterSchema } from '../features/matches/match-filter.ts';
import { removedSearch } from '../features/setup/settings/removed-search.ts';
import { connectionSearch, setupSearch } from '../features/setup/setup-search.ts';
import { BrokenPage } from './pages/broken-page.tsx';
import { NoSuchPage } from './pages/no-such-page.tsx';
import { Shell } from './shell.tsx';

const root = createRootRoute({ component: Shell });

const integration = createRoute({
  getParentRoute: () => root,
  path: '/integrations/$id',
  component: lazyRouteComponent(() => import('./pages/integration/frame.tsx'), 'IntegrationPage'),
});

const integrationTabs = [
  createRoute({
    getParentRoute: () => integration,
    path: '/',
    // The address to which a sign-in at the other system comes back.
    validateSearch: connectionSearch,
    beforeLoad: ({ search, params }) => {
      if (search.connect !== undefined)
        throw redirect({ to: '/integrations/$id/connection', params, search, replace: true });
    },
    component: lazyRouteComponent(() => import('./pages/integration/overview-tab.tsx'), 'OverviewTab'),
  }),
  createRoute({
    getParentRoute: () => integration,
    path: '/log',
    validateSearch: logFilterSchema,
    component: lazyRouteComponent(() => import('./pages/integration/log-tab.tsx'), 'LogTab'),
  }),
  createRoute({
    getParentRoute: () => integration,
    path: '/matches',
    validateSearch: matchFilterSchema,
    component: lazyRouteComponent(() => import('./pages/integration/matches-tab.tsx'), 'MatchesTab'),
  }),
  createRoute({
    getParentRoute: () => integration,
    path: '/decisions',
    component: lazyRouteComponent(() => import('./pages/integration/decisions-tab.tsx'), 'DecisionsTab'),
  }),
  createRoute({
    getParentRoute: () => integration,
    path: '/waiting',
    validateSearch: asideSearch,
    component: lazyRouteComponent(() => import('./pages/integration/waiting-tab.tsx'), 'WaitingTab'),
  }),
  createRoute({
    getParentRoute: () => integration,
    path: '/fields',
    validateSearch: fieldsSearch,
    component: lazyRouteComponent(() => import('./pages/integration/fields-tab.tsx'), 'FieldsTab'),
  }),
  createRoute({
    getParentRoute: () => integration,
    path: '/connection',
    validateSearch: connectionSearch,
    component: lazyRouteComponent(() => import('./pages/integration/connection-tab.tsx'), 'ConnectionTab'),
  }),
  createRoute({
    getParentRoute: () => integration,
    path: '/settings',
    component: lazyRouteComponent(() => import('./pages/integration/settings-tab.tsx'), 'SettingsTab'),
  }),
] as const;

const decisions = createRoute({
  getParentRoute: () => root,
  path: '/decisions',
  component: lazyRouteComponent(() => import('./pages/decisions/frame.tsx'), 'DecisionsPage'),
});

const decisionKinds = [
  createRoute({
    getParentRoute: () => decisions,
    path: '/',
    validateSearch: conflictSearch,
    component: lazyRouteComponent(() => import('./pages/decisions/conflicts.tsx'), 'ConflictsPart'),
  }),
  createRoute({
    getParentRoute: () => decisions,
    path: '/matches',
    component: lazyRouteComponent(() => import('./pages/decisions/matches.tsx'), 'MatchesPart'),
  }),
  createRoute({
    getParentRoute: () => decisions,
    path: '/deletions',
    component: lazyRouteComponent(() => import('./pages/decisions/deletions.tsx'), 'DeletionsPart'),
  }),
] as const;

const alerts = createRoute({
  getParentRoute: () => root,
  path: '/alerts',
  component: lazyRouteComponent(() => import('./pages/alerts/frame.tsx'), 'AlertsPage'),
});

const alertParts = [
  createRoute({
    getParentRoute: () => alerts,
    path: '/',
    validateSearch: alertSearch,
    component: lazyRouteComponent(() => import('./pages/alerts/list.tsx'), 'AlertsPart'),
  }),
  createRoute({
    getParentRoute: () => alerts,
    path: '/rules',
    component: lazyRouteComponent(() => import('./pages/alerts/rules.tsx'), 'RulesPart'),
  }),
  createRoute({
    getParentRoute: () => alerts,
    path: '/channels',
    component: lazyRouteComponent(() => import('./pages/alerts/channels.tsx'), 'ChannelsPart'),
  }),
] as const;

const routes = [
  createRoute({
    getParentRoute: () => root,
    path: '/',
    beforeLoad: () => {
      throw redirect({ to: '/integrations', replace: true });
    },
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/integrations',
    // A sign-in at the other system that cannot be told apart comes back here.
    validateSearch: z.extend(connectionSearch, cardFilterSchema.shape),
    beforeLoad: ({ search: { connect } }) => {
      if (connect !== undefined)
        throw redirect({ to: '/integrations/new', search: { connect }, replace: true });
    },
    component: lazyRouteComponent(() => import('./pages/integrations-page.tsx'), 'IntegrationsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/integrations/new',
    validateSearch: setupSearch,
    component: lazyRouteComponent(() => import('./pages/new-integration-page.tsx'), 'NewIntegrationPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/integrations/removed',
    validateSearch: removedSearch,
    component: lazyRouteComponent(() => import('./pages/removed-page.tsx'), 'RemovedPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/runs',
    component: lazyRouteComponent(() => import('./pages/runs/runs-page.tsx'), 'RunsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/runs/$jobId',
    component: lazyRouteComponent(() => import('./pages/runs/one-run-page.tsx'), 'OneRunPage'),
  }),
  integration.addChildren(integrationTabs),
  decisions.addChildren(decisionKinds),
  alerts.addChildren(alertParts),
  createRoute({
    getParentRoute: () => root,
    path: '/history',
    validateSearch: historySearch,
    component: lazyRouteComponent(() => import('./pages/history-page.tsx'), 'HistoryPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/waiting',
    validateSearch: asideSearch,
    component: lazyRouteComponent(() => import('./pages/waiting-page.tsx'), 'WaitingPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/log',
    validateSearch: logFilterSchema,
    component: lazyRouteComponent(() => import('./pages/log-page.tsx'), 'LogPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/guide',
    component: lazyRouteComponent(() => import('./pages/guide-page.tsx'), 'GuidePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/records/$type/$id',
    component: lazyRouteComponent(() => import('./pages/record-page.tsx'), 'RecordPage'),
  }),
] as const;

export const makeRouter = () =>
  createRouter({
    routeTree: root.addChildren(routes),
    defaultErrorComponent: BrokenPage,
    defaultNotFoundComponent: NoSuchPage,
    defaultPreload: 'intent',
    scrollRestoration: true,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
