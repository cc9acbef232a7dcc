import { getRouteApi } from '@tanstack/react-router';
import { Removed } from '../../features/setup/settings/removed.tsx';

const route = getRouteApi('/integrations/removed');

export const RemovedPage = () => <Removed gone={route.useSearch()} />;
