import { createServer } from 'node:http';

/**
 * A system that quotes whatever it was sent when it refuses, as vendors do: the record, who asked, with which token.
 * `refuse(undefined)` lets everything through to `target` again.
 */
export async function quotingVendor(target: string, quotes: readonly string[]) {
  let status: number | undefined;
  let refused = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      if (status !== undefined) {
        refused++;
        const words = `${quotes.join(' and ')} with ${request.headers.authorization ?? 'no token'}`;
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ error: `Refused: ${words}`, sent: body.toString('utf8') }));
        return;
      }
      forward(`${target}${request.url}`, request.method ?? 'GET', request.headers.authorization, body).then(
        ({ code, type, text }) => response.writeHead(code, { 'content-type': type }).end(text),
        () => response.writeHead(502).end(),
      );
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    origin: `http://127.0.0.1:${port}`,
    refuse: (next: number | undefined) => {
      status = next;
    },
    refused: () => refused,
    close: () => new Promise<void>((closed) => void server.close(() => closed()).closeAllConnections()),
  };
}

async function forward(url: string, method: string, authorization: string | undefined, body: Buffer) {
  const answer = await fetch(url, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(authorization === undefined ? {} : { authorization }),
    },
    ...(body.length === 0 ? {} : { body: body.toString('utf8') }),
  });
  return {
    code: answer.status,
    type: answer.headers.get('content-type') ?? 'application/json',
    text: await answer.text(),
  };
}
