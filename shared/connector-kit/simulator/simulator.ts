import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Serve, SimulatedRequest, SimulatedResponse } from './exchange.ts';
import { type FaultPlan, FaultState } from './fault-plan.ts';

export type { Serve, SimulatedRequest, SimulatedResponse } from './exchange.ts';

export interface Simulator {
  readonly baseUrl: string;
  /** `GET/POST/PATCH/DELETE /<collection>[/<id>]` acts as a user of the vendor; `PUT /faults` sets the fault plan. */
  readonly controlUrl: string;
  readonly requests: () => number;
  /** How many of them were refused as too many by the fault plan. */
  readonly refused: () => number;
  faults(plan: FaultPlan): void;
  close(): Promise<void>;
}

export interface SimulatorOptions {
  readonly port?: number;
  readonly controlPort?: number;
  readonly basePath: string;
  readonly vendor: Serve;
  readonly control: Serve;
  /** The vendor's own way of refusing too many requests. */
  readonly tooMany: (retryAfterSeconds: number) => SimulatedResponse;
  /** Whether a request changes something; all but GET, unless the vendor's API says so in another way. */
  readonly isWrite?: (request: SimulatedRequest) => boolean;
  readonly onClose?: () => Promise<void>;
}

/** Starts the vendor's API and, beside it, the control API on loopback. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const state = new FaultState();
  let count = 0;
  const vendor = await listen(options.port ?? 0, async (request) => {
    count++;
    const struck = await state.before(request.path, options.tooMany);
    return (
      struck ??
      state.after(
        (options.isWrite ?? isWrite)(request),
        await options.vendor({ ...request, path: withoutBase(request.path, options.basePath) }),
      )
    );
  });
  const control = await listen(options.controlPort ?? 0, (request) => {
    if (request.method !== 'PUT' || request.path !== '/faults') return options.control(request);
    state.set(request.body as FaultPlan);
    return { status: 204 };
  });
  return {
    baseUrl: `${vendor.url}${options.basePath}`,
    controlUrl: control.url,
    requests: () => count,
    refused: () => state.refused,
    faults: (plan) => state.set(plan),
    async close() {
      await options.onClose?.();
      await Promise.all([vendor.close(), control.close()]);
    },
  };
}

const isWrite = ({ method }: SimulatedRequest): boolean => method !== 'GET';
const withoutBase = (path: string, base: string): string =>
  path.startsWith(base) ? path.slice(base.length) : path;

async function listen(port: number, serve: Serve): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    void answer(serve, request, response).catch((error: unknown) => fail(response, error));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
  const address = server.address();
  const actual = typeof address === 'object' && address !== null ? address.port : port;
  return { url: `http://127.0.0.1:${actual}`, close: () => closeServer(server) };
}

async function answer(serve: Serve, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://simulator');
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  const result = await serve({
    method: request.method ?? 'GET',
    path: decodeURIComponent(url.pathname),
    query: url.searchParams,
    headers: request.headers,
    body: text === '' ? undefined : tryJson(text),
    text,
  });
  const raw = typeof result.body === 'string';
  const type = result.body === undefined ? {} : { 'content-type': 'application/json' };
  response.writeHead(result.status, { ...type, ...result.headers });
  response.end(result.body === undefined ? '' : raw ? result.body : JSON.stringify(result.body));
}

/** A simulator that fails says so in its answer, where whoever writes it will look. */
function fail(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const message = `The simulator failed: ${error instanceof Error ? error.message : String(error)}`;
  response.writeHead(501, { 'content-type': 'application/json' }).end(JSON.stringify({ message }));
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return Symbol.for('broken-json');
  }
}

const closeServer = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
