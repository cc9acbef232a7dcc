/**
 * Ties a sign-in to the browser that began it: only the address that ends sign-ins ever sees the cookie, and it comes
 * along when the vendor sends the admin back (`Lax`).
 */
export const connectCookie = (connectionId: string, key: string, seconds: number, secure: boolean): string =>
  [
    `${nameOf(connectionId)}=${key}`,
    'Path=/api/oauth/callback',
    `Max-Age=${seconds}`,
    'HttpOnly',
    'SameSite=Lax',
    ...(secure ? ['Secure'] : []),
  ].join('; ');

/** The key that the browser kept for this sign-in. */
export function connectKey(cookies: readonly string[], connectionId: string): string | undefined {
  const name = `${nameOf(connectionId)}=`;
  return cookies.find((cookie) => cookie.startsWith(name))?.slice(name.length);
}

const nameOf = (connectionId: string): string => `britepool-${connectionId.replace(/[^\w-]/g, '')}`;
