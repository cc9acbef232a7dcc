import { InMemoryWebStorage, type User, UserManager, WebStorageStateStore } from 'oidc-client-ts';
import * as z from 'zod/mini';
import type { Config } from './config.ts';

/** The signed-in person. Tokens live in memory only; a reload signs in again through the issuer's own session. */
export interface Auth {
  readonly name: string;
  /** A valid token; leaves the page for the sign-in when it has run out. */
  accessToken(): Promise<string>;
  signInAgain(as?: 'somebody-else'): Promise<void>;
  signOut(): Promise<void>;
}

const stateSchema = z.object({ returnTo: z.string().check(z.regex(/^\/(?!\/)/)) });
const callbackPath = '/signed-in';
const forever = () => new Promise<never>(() => undefined);

/** Signs in by authorization code with PKCE. Resolves once somebody is signed in; leaves the page before that. */
export async function signIn(config: Config): Promise<Auth> {
  const { origin, pathname, search } = window.location;
  const store = new WebStorageStateStore({ store: window.sessionStorage });
  const manager = new UserManager({
    authority: config.issuer,
    client_id: config.clientId,
    redirect_uri: `${origin}${callbackPath}`,
    post_logout_redirect_uri: `${origin}/`,
    scope: 'openid',
    userStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
    stateStore: store,
    automaticSilentRenew: false,
  });
  const here = () => `${window.location.pathname}${window.location.search}`;
  const leave = async (returnTo: string, prompt?: string): Promise<never> => {
    await manager.signinRedirect({ state: { returnTo }, ...(prompt === undefined ? {} : { prompt }) });
    return forever();
  };
  if (pathname !== callbackPath) return leave(here());
  const known = (await store.get(new URLSearchParams(search).get('state') ?? '')) !== null;
  if (!known) return leave('/');
  // A refusal is thrown and shown: going back to the sign-in by itself could loop for ever.
  const user = await manager.signinCallback();
  if (user === undefined) return leave('/');
  window.history.replaceState(null, '', z.safeParse(stateSchema, user.state).data?.returnTo ?? '/');
  return {
    name: nameOf(user),
    accessToken: async () => (user.expired === true ? leave(here()) : user.access_token),
    signInAgain: (as) => leave('/', as === undefined ? undefined : 'login'),
    signOut: () => manager.signoutRedirect({ id_token_hint: user.id_token ?? '' }),
  };
}

const nameOf = ({ profile }: User): string => profile.name ?? profile.preferred_username ?? profile.sub;
