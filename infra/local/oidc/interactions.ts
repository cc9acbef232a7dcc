import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';
import { readBody } from '../wire/read-body.ts';
import { demoUsers } from './users.ts';

const sameText = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};

const largestForm = 10_000;

/** The sign-in page: shows the form, checks the password, hands the person back to the dashboard. */
export function interactions(provider: Provider) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      await provider.interactionDetails(request, response);
    } catch {
      return page(response, 400, 'This sign-in took too long. Go back to the dashboard and start again.');
    }
    if (request.method !== 'POST') return page(response, 200);
    const body = await readBody(request, largestForm);
    const form = new URLSearchParams(body?.toString('utf8') ?? '');
    const user = demoUsers.find(
      ({ name, password }) => name === form.get('name') && sameText(password, form.get('password') ?? ''),
    );
    if (user === undefined) return page(response, 401, 'The name or the password is wrong. Try again.');
    await provider.interactionFinished(
      request,
      response,
      { login: { accountId: user.name } },
      { mergeWithLastSubmission: false },
    );
  };
}

function page(response: ServerResponse, status: number, problem?: string): void {
  const alert = problem === undefined ? '' : `<p role="alert">${problem}</p>`;
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'x-frame-options': 'DENY',
  });
  response.end(`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Sign in to BritePool</title><style>
body{font:1.05rem/1.5 system-ui,sans-serif;background:#f6f5ee;color:#1d2822;display:grid;place-items:center;min-height:100vh;margin:0}
form{background:#fffefa;padding:2rem;border-radius:20px;display:grid;gap:1rem;width:min(22rem,90vw);box-sizing:border-box}
label{display:grid;gap:.25rem}input{font:inherit;padding:.6rem;border:1px solid #87948b;border-radius:10px}
button{font:inherit;padding:.7rem;border:0;border-radius:99px;background:#2b6848;color:#fff}[role=alert]{color:#8b3b22;margin:0}
</style></head><body><main><form method="post"><h1>Sign in</h1>${alert}
<label>Name <input name="name" autocomplete="username" required autofocus></label>
<label>Password <input name="password" type="password" autocomplete="current-password" required></label>
<button type="submit">Sign in</button></form></main></body></html>`);
}
