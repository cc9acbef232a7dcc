import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as z from 'zod';
import { prismPackages } from '../on-demand/packages.ts';
import { borrow } from '../support/borrowed.ts';

interface Server {
  listen(port: number, host: string): Promise<string>;
  close(): Promise<void>;
}
const functions = z.object({
  createServer: z.custom<(operations: unknown, options: object) => Server>(isFunction),
  getHttpOperationsFromSpec: z.custom<(description: unknown) => Promise<readonly unknown[]>>(isFunction),
  parse: z.custom<(text: string) => unknown>(isFunction),
});
function isFunction(value: unknown): boolean {
  return typeof value === 'function';
}

/** Where requests are answered from the description, or, with `upstream`, checked against it on their way there. */
export interface Checker {
  readonly url: string;
  close(): Promise<void>;
}
export interface Prism {
  check(description: string, upstream?: string): Promise<Checker>;
  dispose(): void;
}

/** Installs Prism into a folder of its own, which `dispose` removes. */
export async function installPrism(): Promise<Prism> {
  const { folder, giveBack } = await borrow(prismPackages);
  const load = createRequire(join(folder, 'package.json'));
  const { createServer, getHttpOperationsFromSpec, parse } = functions.parse({
    ...load('@stoplight/yaml'),
    ...load('@stoplight/prism-http'),
    ...load('@stoplight/prism-http-server'),
  });
  return {
    dispose: giveBack,
    async check(description, upstream) {
      const operations = await getHttpOperationsFromSpec(parse(description));
      const mode =
        upstream === undefined ? { isProxy: false } : { isProxy: true, upstream: new URL(upstream) };
      const checks = { checkSecurity: true, validateRequest: true, validateResponse: true, errors: false };
      const server = createServer(operations, {
        components: { logger: silent },
        config: { ...checks, ...mode, mock: { dynamic: false } },
        cors: false,
      });
      const url = await server.listen(0, '127.0.0.1');
      return { url, close: () => server.close() };
    },
  };
}

const nothing = () => undefined;
const silent = {
  ...{ trace: nothing, debug: nothing, info: nothing, success: nothing, warn: nothing, error: nothing },
  ...{ fatal: nothing, child: () => silent },
};
