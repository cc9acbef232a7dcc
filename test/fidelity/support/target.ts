import { createServer } from 'node:http';
import * as z from 'zod';
import { listenOnLoopback } from '../../contract/support/wire.ts';

const challenged = z.object({ challenge: z.string() });

/** An address for webhooks that answers the handshakes of all vendors and remembers the bodies that came. */
export async function startTarget() {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const secret = request.headers['x-hook-secret'];
      const text = Buffer.concat(chunks).toString('utf8');
      const challenge = text.startsWith('{') ? challenged.safeParse(JSON.parse(text)).data : undefined;
      if (request.method === 'POST') bodies.push(text);
      response.writeHead(200, typeof secret === 'string' ? { 'x-hook-secret': secret } : {});
      response.end(challenge === undefined ? '' : JSON.stringify(challenge));
    });
  });
  const url = await listenOnLoopback(server);
  return {
    url,
    bodies,
    close(): void {
      server.close();
      server.closeAllConnections();
    },
  };
}
