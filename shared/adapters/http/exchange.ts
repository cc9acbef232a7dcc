import { Agent as PlainAgent, request as plainRequest, type RequestOptions } from 'node:http';
import { Agent as SecureAgent, request as secureRequest } from 'node:https';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { HttpRequest, HttpResponse } from '../../connector-kit/http.ts';
import { FaultError } from '../../domain/fault.ts';
import { guardedLookup, type Resolve } from './guarded-lookup.ts';

export interface ExchangeOptions {
  readonly allowLoopback: boolean;
  readonly timeoutMs: number;
  /** Most bytes of an answer, counted after decompression. */
  readonly maxBytes: number;
  /** Resolves names; replaced in tests. */
  readonly resolve?: Resolve;
}

/** One request, one answer, on kept-alive connections. Redirects are answers here. */
export type Exchange = (request: HttpRequest) => Promise<HttpResponse>;

const connectionsPerHost = 64;

/** node:http is used as it is: a client library is half a megabyte in every function that calls a vendor. */
export function exchangeOver(options: ExchangeOptions): Exchange {
  const pool = { keepAlive: true, maxSockets: connectionsPerHost, scheduling: 'lifo' as const };
  const [plain, secure] = [new PlainAgent(pool), new SecureAgent(pool)];
  const lookup = guardedLookup(options.allowLoopback, options.resolve);
  return ({ method, url, headers, body }) =>
    new Promise((resolve, reject) => {
      const isSecure = url.protocol === 'https:';
      const settings: RequestOptions = {
        method,
        lookup,
        headers: {
          'accept-encoding': 'gzip, deflate, br',
          ...headers,
          ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
        },
        signal: AbortSignal.timeout(options.timeoutMs),
        agent: isSecure ? secure : plain,
      };
      const sent = (isSecure ? secureRequest : plainRequest)(url, settings);
      sent.once('error', reject);
      sent.once('response', (response) => {
        const { statusCode = 0, headers: raw } = response;
        readBounded(decoded(response, String(raw['content-encoding'] ?? '')), options.maxBytes).then(
          (text) => resolve({ status: statusCode, headers: flat(raw), text, url: url.href }),
          (error: unknown) => {
            sent.destroy();
            reject(error);
          },
        );
      });
      sent.end(body);
    });
}

/** Several values of one header are joined as HTTP allows. */
const flat = (headers: NodeJS.Dict<string | string[]>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );

function decoded(response: Readable, encoding: string): Readable {
  const unpack = {
    gzip: createGunzip,
    'x-gzip': createGunzip,
    deflate: createInflate,
    br: createBrotliDecompress,
  }[encoding.trim().toLowerCase()];
  if (unpack === undefined) return response;
  const plain = unpack();
  response.on('error', (error) => plain.destroy(error));
  return response.pipe(plain);
}

async function readBounded(body: Readable, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > maxBytes) {
      throw new FaultError({
        kind: 'drifted',
        message: `The answer is larger than ${Math.round(maxBytes / 1_048_576)} MB.`,
      });
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}
