import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** A DynamoDB engine on this machine. */
export interface Engine {
  readonly url: string;
  readonly file: string;
  close(): Promise<void>;
}

/** Ends with its parent, also when that is killed: the shell waits for end-of-file on the pipe it inherits as fd 3. */
const leash = '"$0" "$@" <&- & c=$!; trap "kill $c" TERM; (cat >/dev/null; kill $c) <&3 & wait $c';

/**
 * Starts dynoxide on a file. Its look-up of the newest stream record has no index of its own (writes get slower with
 * every record); the index is added here.
 */
export async function startDynoxide(file: string, port: number, onCrash: () => void): Promise<Engine> {
  const child = spawn('/bin/sh', ['-c', leash, binary(), '--port', String(port), '--db-path', file], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    // A group of its own: Ctrl-C is for us, and we end the engine when everything else has stopped.
    detached: true,
  });
  let closing = false;
  child.once('exit', () => {
    // The shell's watcher of the leash ends with it.
    child.stdio[3]?.destroy();
    if (!closing) onCrash();
  });
  const url = `http://127.0.0.1:${port}`;
  await answering(url, child);
  indexStream(file);
  return {
    url,
    file,
    close: () => {
      closing = true;
      return end(child);
    },
  };
}

function binary(): string {
  const given = process.env.DYNOXIDE_BIN;
  if (given !== undefined) return given;
  const name = `@dynoxide/${process.platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), 'dynoxide');
  } catch {
    throw new Error(
      `There is no ${name} package. Set DYNOXIDE_BIN to a dynoxide program, or run on Linux x64.`,
    );
  }
}

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

async function answering(url: string, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 1000; attempt++) {
    if (child.exitCode !== null) throw new Error(`dynoxide ended with exit code ${child.exitCode}.`);
    try {
      await (await fetch(url)).text();
      return;
    } catch {
      await new Promise((resume) => setTimeout(resume, 5));
    }
  }
  throw new Error('dynoxide does not answer.');
}

function indexStream(file: string): void {
  const db = new DatabaseSync(file);
  db.exec(
    'PRAGMA busy_timeout=5000; CREATE INDEX IF NOT EXISTS local_stream_seq ON _stream_records(table_name, CAST(sequence_number AS INTEGER))',
  );
  db.close();
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  child.stdio[3]?.destroy();
  await ended;
}

const restartPauseMs = 100;

/** An engine that is started again on the same port and file when it dies; what was acknowledged is on disk. */
export async function supervisedDynoxide(file: string, report: (message: string) => void): Promise<Engine> {
  const port = await freePort();
  let closing = false;
  let crashed = false;
  const onCrash = (): void => {
    crashed = true;
    if (!closing) report('dynoxide ended unexpectedly and is started again');
    if (!restarting) restarting = restart();
  };
  let restarting: Promise<void> | undefined;
  let current = await startDynoxide(file, port, onCrash);
  async function restart(): Promise<void> {
    while (crashed && !closing) {
      crashed = false;
      try {
        current = await startDynoxide(file, port, onCrash);
      } catch (error) {
        crashed = true;
        report(`dynoxide does not start again: ${String(error)}`);
        await new Promise((resume) => setTimeout(resume, restartPauseMs));
      }
    }
    restarting = undefined;
  }
  return {
    url: current.url,
    file,
    async close() {
      closing = true;
      await restarting;
      await current.close();
    },
  };
}
