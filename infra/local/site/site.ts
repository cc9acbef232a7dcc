import { existsSync, readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
};

/** The dashboard's files with the headers that CloudFront adds; paths without a dot are its one page. */
export class Site {
  readonly #folder: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #config: object;

  constructor(folder: string, headers: Readonly<Record<string, string>>, config: object) {
    this.#folder = folder;
    this.#headers = headers;
    this.#config = config;
  }

  serve(response: ServerResponse, path: string): void {
    if (path === '/config.json')
      return void this.#send(response, 200, '.json', Buffer.from(JSON.stringify(this.#config)), 'no-store');
    const wanted = path.includes('.') ? path : '/index.html';
    const file = join(this.#folder, normalize(decodeURIComponent(wanted)));
    if (!file.startsWith(this.#folder) || !existsSync(file)) {
      const missing =
        'The dashboard is not built, or there is no such file. Build it with: npm run build:dashboard';
      this.#send(response, 404, '.html', Buffer.from(missing), 'no-store');
      return;
    }
    const cache = wanted.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
    this.#send(response, 200, extname(file), readFileSync(file), cache);
  }

  #send(response: ServerResponse, status: number, extension: string, body: Buffer, cache: string): void {
    response.writeHead(status, {
      'content-type': types[extension] ?? 'application/octet-stream',
      'cache-control': cache,
      ...this.#headers,
    });
    response.end(body);
  }
}
