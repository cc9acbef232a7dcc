import { createServer, type Server } from 'node:http';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Outbox } from '../../infra/local/outbox/outbox.ts';
import { slackPath, takeSlackMessage } from '../../infra/local/outbox/slack.ts';
import { httpClient } from '../../shared/adapters/http/http-client.ts';
import { sendToSlack } from '../../shared/adapters/notify/slack.ts';
import { listenOnLoopback } from './support/wire.ts';

const db = new DatabaseSync(':memory:');
const outbox = new Outbox(db);
let server: Server | undefined;
let origin = '';
beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === slackPath) return void takeSlackMessage(outbox, request, response);
    response.writeHead(request.url === '/gone' ? 410 : 500);
    response.end('no_service');
  });
  origin = await listenOnLoopback(server);
});
afterAll(() => {
  server?.close();
  server?.closeAllConnections();
  db.close();
});

const notice = {
  subject: '[BritePool] Integration Alert: R&D <main> - WARNING',
  paragraphs: ['First <b>.', 'Second.'],
  path: '/integrations/int-1',
};
const send = (url: string | undefined, allowLoopback = true) =>
  sendToSlack(
    {
      url: async () => url,
      dashboardUrl: 'https://integrations.example',
      http: httpClient({ allowLoopback, timeoutMs: 2000, maxBytes: 10_000 }),
    },
    notice,
  );

describe('messages to the Slack channel', () => {
  test('say what the mails say, with nothing in them that Slack takes for markup, and a link', async () => {
    expect(await send(`${origin}${slackPath}`)).toBe('sent');
    expect(outbox.all()).toMatchObject([
      {
        ...{ channel: 'slack', subject: notice.subject },
        body: 'First <b>.\n\nSecond.\n\nView Details: https://integrations.example/integrations/int-1',
      },
    ]);
  });

  test('go nowhere while no channel is set', async () => {
    expect(await send(undefined)).toBe('nobody');
  });

  test('that Slack refuses are not said to be sent, and say what to do', async () => {
    await expect(send(`${origin}/gone`)).rejects.toThrow(/410.*make a new incoming webhook/);
    await expect(send(`${origin}/broken`)).rejects.toThrow(/500.*tried again/);
  });

  test('reach no address of the network inside, whatever an admin enters, and name no secret', async () => {
    await expect(send(`${origin}${slackPath}?token=the-secret`, false)).rejects.toThrow(
      /^(?!.*the-secret).*may not be called/,
    );
  });

  test('that are none are refused by the stand-in as Slack refuses them', async () => {
    const answer = await fetch(`${origin}${slackPath}`, { method: 'POST', body: '{"text":1}' });
    expect([answer.status, await answer.text()]).toEqual([400, 'invalid_payload']);
  });
});
