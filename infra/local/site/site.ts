import { existsSync, readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { siteFile } from '../../site/site-file.ts';

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

/** The dashboard's files with the headers that CloudFront adds; every other path is its one page. */
export class Site {
  readonly #build: () => Promise<string>;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #config: object;
  #folder: string | undefined;

  /** `build` answers the folder of the newest build; it is asked whenever somebody opens the page. */
  constructor(build: () => Promise<string>, headers: Readonly<Record<string, string>>, config: object) {
    this.#build = build;
    this.#headers = headers;
    this.#config = config;
  }

  async serve(response: ServerResponse, path: string): Promise<void> {
    try {
      if (path === '/config.json') {
        this.#text(response, 200, '.json', JSON.stringify(this.#config));
        return;
      }
      const wanted = siteFile.test(path) ? path : '/index.html';
      if (wanted === '/index.html' || this.#folder === undefined) this.#folder = await this.#build();
      this.#file(response, this.#folder, wanted);
    } catch (error) {
      this.#text(response, 503, '.txt', error instanceof Error ? error.message : String(error));
    }
  }

  #file(response: ServerResponse, folder: string, wanted: string): void {
    const file = join(folder, normalize(decodeURIComponent(wanted)));
    if (!file.startsWith(`${folder}${sep}`) || !existsSync(file)) {
      this.#text(response, 404, '.txt', 'There is no such file.');
      return;
    }
    const cache = wanted.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
    this.#send(response, 200, extname(file), readFileSync(file), cache);
  }

  #text(response: ServerResponse, status: number, extension: string, text: string): void {
    this.#send(response, status, extension, Buffer.from(text), 'no-store');
  }

  #send(response: ServerResponse, status: number, extension: string, body: Buffer, cache: string): void {
    response.writeHead(status, {
      'content-type': types[extension] ?? 'text/plain; charset=utf-8',
      'cache-control': cache,
      ...this.#headers,
    });
    response.end(body);
  }
}
