import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';

// Worker: the least that can be called a webhook receiver. It verifies the same signature and keeps nothing.
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const expected = createHmac('sha256', String(workerData.secret)).update(Buffer.concat(chunks)).digest();
  const given = Buffer.from(String(request.headers['x-webhook-signature'] ?? ''), 'hex');
  const valid = given.length === expected.length && timingSafeEqual(given, expected);
  response.writeHead(valid ? 200 : 401, { 'content-type': 'application/json' }).end('{"success":true}');
});
server.listen(0, '127.0.0.1', () => parentPort?.postMessage(server.address()));
