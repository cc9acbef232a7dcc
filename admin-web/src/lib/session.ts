import { createContext, useContext } from 'react';
import type { Api } from './api.ts';
import type { Auth } from './auth.ts';

/** Who is signed in, and the API as that person may use it. */
export interface Session {
  readonly auth: Auth;
  readonly api: Api;
  /** For what is no JSON. */
  readonly apiBaseUrl: string;
}

export const SessionContext = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === undefined) throw new Error('Nobody is signed in.');
  return session;
}

export const useApi = (): Api => useSession().api;
