import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { frontDoor } from '../../infra/local/front-door.ts';
import { type ApiRoute, HttpApi } from '../../infra/local/http-api/http-api.ts';
import { functionMaker } from './functions.ts';
import { listen, sendRaw, stop } from './loopback.ts';

const functions = functionMaker();
const echo = functions.make(
  'export const handler = async (event) => ({ statusCode: 200, body: JSON.stringify(event) })',
);
const plain = functions.make('export const handler = async () => ({ hello: "world" })');
const cookies = functions.make(
  'export const handler = async () => ({ statusCode: 204, cookies: ["a=1; Path=/", "b=2"], headers: { "x-one": "1" } })',
);
const bytes = functions.make(
  'export const handler = async () => ({ statusCode: 200, headers: { "content-type": "image/png" }, body: "iVBORw==", isBase64Encoded: true })',
);
const broken = functions.make('export const handler = async () => { throw new Error("boom") }');
const slow = functions.make('export const handler = () => new Promise(() => setInterval(() => {}, 1000))');

const routes: readonly ApiRoute[] = [
  { key: 'ANY /api/hooks/{id}/receive', target: echo, signedIn: false },
  { key: 'GET /api/admin/{proxy+}', target: echo, signedIn: true },
  { key: 'GET /api/plain', target: plain, signedIn: false },
  { key: 'GET /api/cookies', target: cookies, signedIn: false },
  { key: 'GET /api/bytes', target: bytes, signedIn: false },
  { key: 'GET /api/broken', target: broken, signedIn: false },
  { key: 'GET /api/slow', target: slow, signedIn: false, timeoutMs: 50 },
];
const reported: string[] = [];
const verify = async (token: string) => {
  if (token !== 'good') throw new Error('no');
  return { sub: 'ada', roles: ['WEB_STEWARD', 'MEMBER'], exp: 1_800_000_000 };
};
const api = new HttpApi(routes, verify, (message) => void reported.push(message));
const server = createServer(
  frontDoor('http://127.0.0.1', api, (response) => {
    response.end('the dashboard');
  }),
);
let port = 0;
let origin = '';

beforeAll(async () => {
  port = await listen(server);
  origin = `http://127.0.0.1:${port}`;
});
afterAll(async () => {
  await stop(server);
  await functions.close();
});

const eventShape = z.looseObject({
  version: z.literal('2.0'),
  routeKey: z.string(),
  rawPath: z.string(),
  rawQueryString: z.string(),
  cookies: z.array(z.string()).optional(),
  headers: z.record(z.string(), z.string()),
  queryStringParameters: z.record(z.string(), z.string()).optional(),
  pathParameters: z.record(z.string(), z.string()).optional(),
  body: z.string().optional(),
  isBase64Encoded: z.boolean(),
  requestContext: z.looseObject({
    http: z.looseObject({ method: z.string(), sourceIp: z.string(), userAgent: z.string() }),
    time: z.string(),
    timeEpoch: z.number(),
    authorizer: z
      .looseObject({ jwt: z.looseObject({ claims: z.record(z.string(), z.string()) }) })
      .optional(),
  }),
});
const eventOf = async (path: string, init: RequestInit = {}) =>
  eventShape.parse(await (await fetch(`${origin}${path}`, init)).json());

describe('the event that a function receives', () => {
  it('has the shape of payload format 2.0', async () => {
    const event = await eventOf('/api/hooks/int_1/receive?hook=a', { method: 'POST', body: '{}' });
    expect(event).toMatchObject({
      routeKey: 'ANY /api/hooks/{id}/receive',
      rawPath: '/api/hooks/int_1/receive',
      rawQueryString: 'hook=a',
      pathParameters: { id: 'int_1' },
      queryStringParameters: { hook: 'a' },
      body: '{}',
      isBase64Encoded: false,
    });
    expect(event.requestContext.http).toMatchObject({ method: 'POST', sourceIp: '127.0.0.1' });
  });

  it('writes the time as web servers do', async () => {
    const { requestContext } = await eventOf('/api/hooks/1/receive');
    expect(requestContext.time).toMatch(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/);
    const day = new Date(requestContext.timeEpoch).toISOString().slice(8, 10);
    expect(requestContext.time.slice(0, 2)).toBe(day);
  });

  it('carries text as text and everything else in base64, to the byte', async () => {
    const image = Buffer.from([0, 255, 128, 10, 13]);
    const posted = await eventOf('/api/hooks/1/receive', {
      method: 'POST',
      body: image,
      headers: { 'content-type': 'application/octet-stream' },
    });
    expect(posted.isBase64Encoded).toBe(true);
    expect(Buffer.from(posted.body ?? '', 'base64')).toEqual(image);
    const text = await eventOf('/api/hooks/1/receive', { method: 'POST', body: 'Bäume' });
    expect(text).toMatchObject({ body: 'Bäume', isBase64Encoded: false });
  });

  it('joins repeated values with commas and lists cookies apart from the headers', async () => {
    const event = await eventOf('/api/hooks/1/receive?tag=a&tag=b', { headers: { cookie: 'x=1; y=2' } });
    expect(event.queryStringParameters).toEqual({ tag: 'a,b' });
    expect(event.cookies).toEqual(['x=1', 'y=2']);
    expect(event.headers).not.toHaveProperty('cookie');
  });

  it('holds the claims of the token as text, a list as [A B]', async () => {
    const event = await eventOf('/api/admin/jobs', { headers: { authorization: 'Bearer good' } });
    expect(event.requestContext.authorizer?.jwt.claims).toEqual({
      sub: 'ada',
      roles: '[WEB_STEWARD MEMBER]',
      exp: '1800000000',
    });
    expect(event.pathParameters).toEqual({ proxy: 'jobs' });
  });
});

describe('a route behind the sign-in', () => {
  it.each<Record<string, string>>([
    {},
    { authorization: 'Bearer bad' },
    { authorization: 'Basic good' },
    { authorization: 'Bearer' },
  ])('answers 401 to %j without calling the function', async (headers) => {
    const answer = await fetch(`${origin}/api/admin/jobs`, { headers: { ...headers } });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toEqual({ message: 'Unauthorized' });
  });
});

describe('what a function answers', () => {
  it('may be any JSON, which is sent with 200', async () => {
    const answer = await fetch(`${origin}/api/plain`);
    expect(answer.headers.get('content-type')).toContain('application/json');
    expect(await answer.json()).toEqual({ hello: 'world' });
  });

  it('may set several cookies', async () => {
    const answer = await fetch(`${origin}/api/cookies`);
    expect(answer.status).toBe(204);
    expect(answer.headers.getSetCookie()).toEqual(['a=1; Path=/', 'b=2']);
    expect(answer.headers.get('x-one')).toBe('1');
  });

  it('may be bytes', async () => {
    const answer = await fetch(`${origin}/api/bytes`);
    expect(Buffer.from(await answer.arrayBuffer()).toString('hex')).toBe('89504e47');
  });

  it('is a 500 without details when it failed, and the failure is reported', async () => {
    const answer = await fetch(`${origin}/api/broken`);
    expect(answer.status).toBe(500);
    expect(await answer.json()).toEqual({ message: 'Internal Server Error' });
    expect(reported.join('\n')).toContain('boom');
  });

  it('is a 503 when it takes longer than the route allows', async () => {
    const answer = await fetch(`${origin}/api/slow`);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual({ message: 'Service Unavailable' });
  });
});

describe('a request that nobody should send', () => {
  it.each([
    ['a broken % sequence in a parameter', 'GET /api/hooks/%E0%A4%A/receive HTTP/1.1', 400],
    ['a broken % sequence in a file name', 'GET /%ff.js HTTP/1.1', 200],
    ['an address that is none', 'GET // HTTP/1.1', 400],
    ['an unknown address', 'GET /api/nowhere HTTP/1.1', 404],
  ])('with %s is answered, and the next one too', async (_what, line, status) => {
    const answer = await sendRaw(port, `${line}\r\nHost: x\r\nConnection: close\r\n\r\n`);
    expect(answer).toContain(`HTTP/1.1 ${status}`);
    expect((await fetch(`${origin}/api/plain`)).status).toBe(200);
  });

  it('whose sender hangs up in the middle of the body harms nobody', async () => {
    const head = 'POST /api/hooks/1/receive HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc';
    await sendRaw(port, head, { hangUp: true });
    expect((await fetch(`${origin}/api/plain`)).status).toBe(200);
  });

  it('of more than 10 MB is refused before it is read to the end', async () => {
    const answer = await fetch(`${origin}/api/hooks/1/receive`, {
      method: 'POST',
      body: 'x'.repeat(11_000_000),
    }).then(
      ({ status }) => status,
      () => 413,
    );
    expect(answer).toBe(413);
  });
});
