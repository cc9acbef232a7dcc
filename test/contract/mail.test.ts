import { createServer, type Server } from 'node:http';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Outbox } from '../../infra/local/outbox/outbox.ts';
import { type MailOptions, sendMail } from '../../shared/adapters/notify/ses.ts';
import { signedHeaders } from '../../shared/adapters/notify/sign-request.ts';
import { listenOnLoopback, readBody } from './support/wire.ts';

const db = new DatabaseSync(':memory:');
const outbox = new Outbox(db);
const seen: { path: string; authorization: string }[] = [];
let server: Server | undefined;
let endpoint = '';
let status = 200;

beforeAll(async () => {
  server = createServer((request, response) => {
    void readBody(request).then((body) => {
      seen.push({ path: request.url ?? '', authorization: String(request.headers.authorization) });
      response.writeHead(status);
      response.end(JSON.stringify(status === 200 ? outbox.mail(JSON.parse(body)) : {}));
    });
  });
  endpoint = await listenOnLoopback(server);
});
afterAll(() => {
  server?.close();
  server?.closeAllConnections();
  db.close();
});

const options = (more: Partial<MailOptions> = {}): MailOptions => ({
  from: 'alerts@britepool.example',
  to: async () => ['ada@britepool.example', 'ben@britepool.example'],
  dashboardUrl: 'https://integrations.example',
  region: 'eu-west-1',
  endpoint,
  credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
  now: () => '2026-03-01T10:00:00.000Z',
  ...more,
});
const notice = { subject: 'Größer: Main', paragraphs: ['First.', 'Second.'], path: '/integrations/int-1' };

describe('mails to the admins', () => {
  test('reach everybody named, as plain text with a link to the dashboard', async () => {
    status = 200;
    expect(await sendMail(options(), notice)).toBe('sent');
    expect(outbox.all()).toMatchObject([
      {
        recipient: 'ada@britepool.example, ben@britepool.example',
        subject: 'Größer: Main',
        body: 'First.\n\nSecond.\n\nView Details: https://integrations.example/integrations/int-1\n\n---\nThis is an automated alert from BritePool Integration System',
      },
    ]);
    expect(seen.at(-1)?.path).toBe('/v2/email/outbound-emails');
    expect(seen.at(-1)?.authorization).toContain(
      'Credential=AKIDEXAMPLE/20260301/eu-west-1/ses/aws4_request',
    );
  });

  test('that the mail service refuses are not said to be sent', async () => {
    status = 400;
    await expect(sendMail(options(), notice)).rejects.toThrow('400');
  });

  test.each([{ to: async () => [] }, { from: undefined }])(
    'go nowhere from a stage that names nobody',
    async (more) => {
      const before = seen.length;
      expect(await sendMail(options(more), notice)).toBe('nobody');
      expect(seen).toHaveLength(before);
    },
  );
});

describe('a request to AWS', () => {
  const call = {
    ...{ method: 'GET', body: '', region: 'us-east-1', service: 'service' },
    url: new URL('https://example.amazonaws.com/'),
    at: '2015-08-30T12:36:00.000Z',
  };
  const credentials = {
    accessKeyId: 'AKIDEXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  };

  test('is signed as AWS’s own published example "get-vanilla" says', () => {
    expect(signedHeaders(call, credentials).authorization).toContain(
      'SignedHeaders=host;x-amz-date, Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31',
    );
  });

  test('with short-lived credentials carries their token under the signature', () => {
    const headers = signedHeaders(call, { ...credentials, sessionToken: 'token' });
    expect(headers['x-amz-security-token']).toBe('token');
    expect(headers.authorization).toContain('SignedHeaders=host;x-amz-date;x-amz-security-token');
  });
});
