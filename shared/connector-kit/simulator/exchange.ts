import type { IncomingMessage } from 'node:http';

/** One request to a simulator and its answer, without sockets. */
export interface SimulatedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
  /** The body as it was sent. */
  readonly text: string;
}
export interface SimulatedResponse {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}
export type Serve = (request: SimulatedRequest) => Promise<SimulatedResponse> | SimulatedResponse;
