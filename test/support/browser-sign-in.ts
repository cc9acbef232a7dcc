import * as z from 'zod';

const begun = z.object({ connectionId: z.string(), authorizeUrl: z.string(), expiresAt: z.string() });

/**
 * Signs in at the other system as an admin's browser would: begins at our API, goes to the vendor, comes back with the
 * cookie. Answers the address of the dashboard where it ends.
 */
export async function signInThere(
  apiUrl: string,
  token: string,
  path: `/api/admin/${string}`,
  body: object,
): Promise<URL> {
  const beginning = await fetch(`${apiUrl}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await beginning.text();
  if (beginning.status !== 201) throw new Error(`${path} answered ${beginning.status}: ${text}`);
  const [cookie = ''] = beginning.headers.getSetCookie().map((each) => each.split(';')[0] ?? '');
  const consent = await redirected(begun.parse(JSON.parse(text)).authorizeUrl);
  return redirected(consent, { cookie });
}

async function redirected(url: string | URL, headers: Readonly<Record<string, string>> = {}): Promise<URL> {
  const answer = await fetch(url, { redirect: 'manual', headers });
  const location = answer.headers.get('location');
  if (location === null) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  return new URL(location, url);
}
