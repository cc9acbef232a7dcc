import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

const readyShape = z.looseObject({
  dashboardUrl: z.string(),
  apiUrl: z.string(),
  issuer: z.string(),
  outboxUrl: z.string(),
  /** The AWS endpoint of the instance. */
  awsUrl: z.string(),
  simulators: z.record(
    z.string(),
    z.looseObject({ baseUrl: z.string(), credentials: z.optional(z.record(z.string(), z.unknown())) }),
  ),
  users: z.array(z.object({ name: z.string(), password: z.string(), role: z.string() })),
});
export type Ready = z.output<typeof readyShape>;

/** Where everything of the instance on this machine answers. */
export const dataDirectory = (): string => process.env.LOCAL_DATA ?? '.local';

export function writeReady(dataDir: string, ready: Ready): void {
  const file = join(dataDir, 'ready.json');
  writeFileSync(`${file}.new`, `${JSON.stringify(ready, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}

/** The running instance, or `undefined` when none is ready. */
export function readReady(dataDir: string): Ready | undefined {
  const file = join(dataDir, 'ready.json');
  return existsSync(file) && holderOf(dataDir) !== undefined
    ? readyShape.parse(JSON.parse(readFileSync(file, 'utf8')))
    : undefined;
}

export const removeReady = (dataDir: string): void => rmSync(join(dataDir, 'ready.json'), { force: true });

const lockFile = (dataDir: string) => join(dataDir, 'running.pid');

/** Process id of the instance that holds the folder, if it is alive. */
function holderOf(dataDir: string): number | undefined {
  const file = lockFile(dataDir);
  const pid = existsSync(file) ? Number(readFileSync(file, 'utf8')) : Number.NaN;
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  try {
    process.kill(pid, 0);
    return pid;
  } catch {
    return undefined;
  }
}

/** Claims the folder for this process; the lock of a killed instance is taken over. */
export function lock(dataDir: string): void {
  mkdirSync(dataDir, { recursive: true });
  const holder = holderOf(dataDir);
  if (holder !== undefined && holder !== process.pid) {
    throw new Error(
      `Another instance (process ${holder}) runs on ${dataDir}. Stop it with Ctrl-C, or choose another folder with LOCAL_DATA=…`,
    );
  }
  writeFileSync(lockFile(dataDir), String(process.pid));
  removeReady(dataDir);
}

export function unlock(dataDir: string): void {
  removeReady(dataDir);
  rmSync(lockFile(dataDir), { force: true });
}
