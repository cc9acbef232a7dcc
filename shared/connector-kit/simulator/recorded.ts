import type { ExternalSystem } from '../../domain/external.ts';
import { type Connection, connect } from '../connect.ts';
import type { Connector } from '../connector.ts';
import type { HttpRequest, HttpResponse } from '../http.ts';

/**
 * A connector connected to answers that a vendor once gave, in order; `sent` is what it asked. For the shape of
 * requests and the reading of recorded payloads only: behaviour is proved on the simulators.
 */
export function recorded<Settings>(
  connector: Connector<Settings>,
  connection: Connection,
  credentials: { readonly [field: string]: string },
  answers: readonly (Omit<Partial<HttpResponse>, 'text'> & { readonly body?: unknown })[],
): { readonly system: ExternalSystem; readonly sent: readonly HttpRequest[] } {
  const sent: HttpRequest[] = [];
  const http = {
    async send(request: HttpRequest): Promise<HttpResponse> {
      const { body, ...answer } = answers[sent.length] ?? { status: 599 };
      sent.push(request);
      const text = typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body);
      return { status: 200, headers: {}, url: request.url.href, text, ...answer };
    },
  };
  const now = () => new Date('2026-03-01T10:00:00.000Z');
  return { sent, system: connect(connector, connection, credentials, { http, now }) };
}
