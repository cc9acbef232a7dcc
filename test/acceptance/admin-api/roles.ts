import { type Role, roles } from '../../../shared/config/names.ts';
import { startStack } from '../../support/stack.ts';
import { badTokens } from '../../support/tokens.ts';
import { type Permitted, routes } from '../../support/who-may.ts';

export const title = 'route × token on the running stack: nothing answers where it should not';

const isRole = (name: string): name is Role => roles.some((role) => role === name);

export async function demonstrate(say: (line: string) => void): Promise<readonly string[]> {
  await using stack = await startStack();
  const good = roles.map((role) => [role, stack.token(role)] as const);
  const [, any = ''] = good[0] ?? [];
  const tokens = [...Object.entries(badTokens(stack.dataDir, any)), ...good];
  say(`${routes.length} routes × ${tokens.length} tokens`);
  const wrong: string[] = [];
  const rows: string[] = [];
  for (const route of routes) {
    const verdicts: string[] = [];
    for (const [name, token] of tokens) {
      const got = await tried(stack.apiUrl, route, token);
      const wanted = isRole(name) ? (route.allowed.includes(name) ? 'in' : '403') : '401';
      verdicts.push(got);
      if (got !== wanted) wrong.push(`${route.method} ${route.path} with ${name}: ${got}, wanted ${wanted}`);
    }
    rows.push(
      `${route.method.padEnd(6)} ${route.path.padEnd(66)} ${verdicts.map((each) => each.padEnd(4)).join('')}`,
    );
  }
  const head = `${'columns:'.padEnd(8)}${tokens.map(([name]) => name).join(' · ')}`;
  const lines = [head, ...rows, `${routes.length * tokens.length} calls, ${wrong.length} answered otherwise`];
  if (wrong.length > 0) throw new Error([...lines, ...wrong].join('\n  '));
  return lines;
}

/** Refused at the door, refused for the role, or let in (whatever it says then, but no failure of ours). */
async function tried(
  api: string,
  { method, path, body }: Permitted,
  token: string | undefined,
): Promise<string> {
  const response = await fetch(`${api}${path}`, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body }),
  });
  const said = await response.text();
  const { status } = response;
  if (status === 401 || status === 403) return String(status);
  // Nobody is there to look things up at.
  return status < 500 || said.includes('external-system-unreachable') ? 'in' : String(status);
}
