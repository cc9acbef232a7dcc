import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as z from 'zod';
import { manifests } from '../../shared/connectors/manifests.ts';

const simulator = z.object({
  baseUrl: z.string(),
  controlUrl: z.string(),
  /** What an admin types to sign in to it. */
  credentials: z.record(z.string(), z.unknown()),
  settings: z.record(z.string(), z.unknown()),
});
export type Simulated = z.output<typeof simulator>;

const running = z.looseObject({
  ...simulator.shape,
  close: z.custom<() => Promise<void>>((value) => typeof value === 'function'),
});
const starter = z.custom<(options: object) => Promise<unknown>>((value) => typeof value === 'function');
const portsShape = z.record(z.string(), z.tuple([z.number(), z.number()]));

const folder = resolve('shared', 'connectors');
const portOf = (url: string) => Number(new URL(url).port);

/** Starts the stand-in of every connector, by type. Each keeps what it holds in a file, and its ports over restarts. */
export async function startSimulators(dataDir: string) {
  const portsFile = join(dataDir, 'practice-ports.json');
  const before = existsSync(portsFile) ? portsShape.parse(JSON.parse(readFileSync(portsFile, 'utf8'))) : {};
  const names = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'simulator', 'index.ts')));
  const all = await Promise.all(
    names.map(async (name) => {
      const [port, controlPort] = before[name] ?? [];
      const started = await (await starterOf(name))({
        dataFile: join(dataDir, `practice-${name}.json`),
        ...(port === undefined ? {} : { port, controlPort }),
      });
      return [name, running.parse(started)] as const;
    }),
  );
  writeFileSync(
    portsFile,
    JSON.stringify(
      Object.fromEntries(all.map(([name, each]) => [name, [portOf(each.baseUrl), portOf(each.controlUrl)]])),
    ),
  );
  return {
    simulators: Object.fromEntries(all.map(([name, each]) => [typeOf(name), simulator.parse(each)])),
    close: () => Promise.all(all.map(([, each]) => each.close())),
  };
}

/** The one function that starts a connector's simulator. */
async function starterOf(name: string) {
  const module: unknown = await import(pathToFileURL(join(folder, name, 'simulator', 'index.ts')).href);
  const found = Object.entries(z.record(z.string(), z.unknown()).parse(module)).find(([exported]) =>
    /^start\w*Simulator$/.test(exported),
  );
  return starter.parse(found?.[1]);
}

/** `generic-rest` is the folder of GENERIC_REST. */
const typeOf = (name: string): string =>
  manifests.map(({ type }) => type).find((type) => type.toLowerCase().replaceAll('_', '-') === name) ?? name;
