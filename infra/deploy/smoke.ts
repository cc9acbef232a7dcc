import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';

export interface SmokeCheck {
  readonly what: string;
  readonly ok: boolean;
  readonly found: string;
}

const config = z.looseObject({ issuer: z.url(), clientId: z.string() });
const timeoutMs = 10_000;

/** Asks for what everybody may see, and for what nobody may without a sign-in. `origin`: of the dashboard, without a slash at its end. */
async function look(origin: string): Promise<readonly SmokeCheck[]> {
  const ask = (path: string, init?: RequestInit) =>
    fetch(`${origin}${path}`, { redirect: 'manual', signal: AbortSignal.timeout(timeoutMs), ...init });
  const status = async (path: string, wanted: number, init?: RequestInit) => {
    const answer = await ask(path, init);
    await answer.arrayBuffer();
    return { ok: answer.status === wanted, found: `${answer.status}` };
  };
  return Promise.all([
    check('the dashboard comes with its content policy', async () => {
      const page = await ask('/');
      const policy = page.headers.get('content-security-policy') ?? 'none';
      const isPage = (await page.text()).includes('<div id="root"');
      return {
        ok: page.ok && isPage && policy.includes("frame-ancestors 'none'"),
        found: `${page.status}, ${policy}`,
      };
    }),
    check('a screen with an address of its own is the same page', () => status('/integrations', 200)),
    check('the dashboard knows where to sign in', async () => {
      const { issuer } = config.parse(await (await ask('/config.json')).json());
      return { ok: true, found: issuer };
    }),
    check('the API describes itself', () => status('/api/openapi.json', 200)),
    check('the admin API is closed without a sign-in', () => status('/api/admin/integrations', 401)),
    check('the Records API is closed without a sign-in', () => status('/api/records/task', 401)),
    check('a webhook for nobody is refused', () =>
      status('/api/webhooks/integrations/int_none/receive', 404, { method: 'POST', body: '{}' }),
    ),
  ]);
}

async function check(what: string, run: () => Promise<Omit<SmokeCheck, 'what'>>): Promise<SmokeCheck> {
  try {
    return { what, ...(await run()) };
  } catch (error) {
    return { what, ok: false, found: error instanceof Error ? error.message : String(error) };
  }
}

/** Looks until everything is well, as CloudFront takes minutes to know a new distribution everywhere; answers the last look. */
export async function smokeCheck(
  origin: string,
  { patienceMs, everyMs = 10_000 }: { readonly patienceMs: number; readonly everyMs?: number },
): Promise<readonly SmokeCheck[]> {
  const until = Date.now() + patienceMs;
  for (;;) {
    const seen = await look(origin);
    if (seen.every(({ ok }) => ok) || Date.now() >= until) return seen;
    await pause(everyMs);
  }
}
