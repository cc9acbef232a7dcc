/** A request as a connector describes it: everything but the credentials and the transport. */
export interface RequestDescription {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path under the integration's base URL, or a full URL of the same origin (next-page links). */
  readonly path: string;
  readonly query?: { readonly [name: string]: string | number | boolean | undefined };
  readonly headers?: { readonly [name: string]: string };
  /** Sent as JSON. */
  readonly body?: unknown;
}

/** What goes over the wire. */
export interface HttpRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: { readonly [name: string]: string };
  readonly body?: string;
}

export interface HttpResponse {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: { readonly [name: string]: string };
  readonly text: string;
  /** URL after redirects. */
  readonly url: string;
}

/**
 * The transport: time-out, size cap, address checks and same-origin redirects are its duty. It throws a `FaultError`
 * (`unavailable`, or `rejected` for a forbidden address) where there is no response at all.
 */
export interface HttpClient {
  send(request: HttpRequest): Promise<HttpResponse>;
}
