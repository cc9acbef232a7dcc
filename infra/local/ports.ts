import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import * as z from 'zod';
import { freePort } from './dynamodb/dynoxide.ts';

const saved = z.object({ site: z.number(), aws: z.number(), issuer: z.number(), outbox: z.number() });
export type Ports = z.output<typeof saved>;

/**
 * Ports of an instance: the ones it had before where they are still free, so that webhook addresses registered
 * elsewhere survive a restart. `wanted` fixes the site's port (0 or absent: any).
 */
export async function choosePorts(dataDir: string, wanted: number | undefined): Promise<Ports> {
  const file = join(dataDir, 'ports.json');
  const before = savedPorts(file);
  if (wanted !== undefined && wanted !== 0 && !(await isFree(wanted))) {
    throw new Error(`Port ${wanted} is in use. Choose another with PORT=…, or PORT=0 for any free one.`);
  }
  const taken = new Set<number>();
  const pick = async (port: number | undefined): Promise<number> => {
    let candidate = port !== undefined && port !== 0 && (await isFree(port)) ? port : await freePort();
    while (taken.has(candidate)) candidate = await freePort();
    taken.add(candidate);
    return candidate;
  };
  const ports = {
    site: await pick(wanted === undefined || wanted === 0 ? before?.site : wanted),
    aws: await pick(before?.aws),
    issuer: await pick(before?.issuer),
    outbox: await pick(before?.outbox),
  };
  writeFileSync(file, JSON.stringify(ports));
  return ports;
}

/** A file that a power cut left half-written counts as none. */
function savedPorts(file: string): Ports | undefined {
  try {
    return saved.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data;
  } catch {
    return undefined;
  }
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer().once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
