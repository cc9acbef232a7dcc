import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { Toasts } from '../components/toasts.tsx';
import { lacksRole, mayPass } from '../lib/problems.ts';
import { type Session, SessionContext } from '../lib/session.ts';
import { makeRouter } from './router.tsx';

const router = makeRouter();

const client = new QueryClient({
  defaultOptions: {
    queries: {
      // The network state of the browser is a guess; asking shows whether the service is there.
      networkMode: 'always',
      retry: (tries, error) => tries < 1 && mayPass(error),
      throwOnError: (error) => lacksRole(error),
    },
    mutations: { networkMode: 'always' },
  },
});

/** The whole dashboard for a signed-in person. */
export const Dashboard = ({ session }: { readonly session: Session }) => (
  <SessionContext value={session}>
    <QueryClientProvider client={client}>
      <Toasts>
        <RouterProvider router={router} />
      </Toasts>
    </QueryClientProvider>
  </SessionContext>
);
