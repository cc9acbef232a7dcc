import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import * as z from 'zod';

const announcement = z.object({
  simulators: z.record(
    z.string(),
    z.looseObject({ baseUrl: z.string(), credentials: z.optional(z.record(z.string(), z.unknown())) }),
  ),
});

/** Starts the practice world beside the stack; it ends when this process does. */
export async function startPracticeWorld(dataDir: string, addresses: object) {
  const child = spawn(process.execPath, ['test/practice-world/main.ts'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
    env: { ...process.env, PRACTICE_DATA: dataDir },
  });
  child.stdin.write(`${JSON.stringify(addresses)}\n`);
  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([once(lines, 'line'), once(child, 'exit').then(() => undefined)]);
  if (first === undefined)
    throw new Error('The practice world did not start; see the lines above, or set PRACTICE=off.');
  const { simulators } = announcement.parse(JSON.parse(String(first[0])));
  return {
    simulators,
    async close(): Promise<void> {
      if (child.exitCode !== null) return;
      const ended = once(child, 'exit');
      child.stdin.end();
      await ended;
    },
  };
}
