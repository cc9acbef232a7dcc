import { createServer } from 'node:http';
import type { WebhookReading, WebhookRequest } from '../../../shared/connector-kit/webhook.ts';
import { listenOnLoopback } from '../../contract/support/wire.ts';

export interface Received {
  readonly request: WebhookRequest;
  readonly reading: WebhookReading;
}

/** Our end of a webhook: reads every request with `read`, answers as the service does, and remembers both. */
export async function startReceiver(read: (request: WebhookRequest) => WebhookReading) {
  const received: Received[] = [];
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const url = new URL(incoming.url ?? '/', 'http://receiver');
      const request: WebhookRequest = {
        method: incoming.method ?? '',
        url: `http://${incoming.headers.host}${incoming.url}`,
        headers: Object.fromEntries(
          Object.entries(incoming.headers).flatMap(([name, value]) =>
            typeof value === 'string' ? [[name, value]] : [],
          ),
        ),
        query: Object.fromEntries(url.searchParams),
        body: new Uint8Array(Buffer.concat(chunks)),
      };
      const reading = read(request);
      received.push({ request, reading });
      if (reading.kind === 'handshake')
        response.writeHead(reading.response.status, reading.response.headers).end(reading.response.body);
      else response.writeHead(reading.kind === 'refused' ? reading.status : 200).end();
    });
  });
  const url = await listenOnLoopback(server);
  return {
    url,
    received,
    close(): void {
      server.close();
      server.closeAllConnections();
    },
  };
}
