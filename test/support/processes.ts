import { readdirSync, readFileSync } from 'node:fs';

/** Ids of all processes that carry this text in their environment: whoever was started with it, and their children. */
export function processesWith(mark: string): readonly number[] {
  return readdirSync('/proc').flatMap((name) => {
    const pid = Number(name);
    if (!Number.isInteger(pid) || pid === process.pid) return [];
    try {
      return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(mark) && !isZombie(pid) ? [pid] : [];
    } catch {
      return [];
    }
  });
}

const isZombie = (pid: number): boolean => /^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));

/** Ends them all at once, as a power cut would. */
export function killAll(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended by itself meanwhile.
    }
  }
}
