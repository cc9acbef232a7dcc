import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { mintToken } from '../../infra/local/oidc/issuer.ts';
import { ApiUser, until } from './api.ts';
import { killAll, processesWith } from './processes.ts';

const readyFile = z.looseObject({
  dashboardUrl: z.string(),
  apiUrl: z.string(),
  issuer: z.string(),
  outboxUrl: z.string(),
  simulators: z.record(z.string(), z.looseObject({ baseUrl: z.string() })),
});
export type ReadyFile = z.output<typeof readyFile>;

export interface InstanceOptions {
  readonly practice?: 'on' | 'off';
  /** Folder to start in; this checkout when absent. */
  readonly root?: string;
  /** Through npm, as a person would, or the program itself. */
  readonly command?: 'npm start' | 'program';
  readonly environment?: Readonly<Record<string, string>>;
}

/** What is kept of what an instance prints; long runs print more than fits into a text. */
const mostOutput = 100_000_000;

/** `npm start` as a process of its own on a folder of its own, with ports that the system chooses. */
export class Instance {
  readonly dataDir = mkdtempSync(join(tmpdir(), 'britepool-instance-'));
  /** Everything this instance starts carries it in its environment. */
  readonly mark = `BRITEPOOL_INSTANCE=${randomUUID()}`;
  #options: InstanceOptions;
  #child: ChildProcess | undefined;
  #ended: Promise<unknown> = Promise.resolve();
  output = '';

  constructor(options: InstanceOptions = {}) {
    this.#options = options;
  }

  /** The next start is that of another version, in its own folder, on the same data. */
  moveTo(root: string): void {
    this.#options = { ...this.#options, root };
  }

  /** Starts or restarts; answers the addresses and the milliseconds until everything answered. */
  async start(timeoutMs = 60_000): Promise<ReadyFile & { readonly startedInMs: number }> {
    const { practice = 'off', root = process.cwd(), command = 'program', environment = {} } = this.#options;
    const [name = '', value = ''] = this.mark.split('=');
    const began = performance.now();
    rmSync(join(this.dataDir, 'ready.json'), { force: true });
    const [file, args] =
      command === 'npm start' ? ['npm', ['start']] : [process.execPath, ['infra/local/start.ts']];
    const child = spawn(file, args, {
      cwd: root,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        PORT: '0',
        LOCAL_DATA: this.dataDir,
        PRACTICE: practice,
        [name]: value,
        ...environment,
      },
    });
    this.#child = child;
    this.#ended = once(child, 'exit');
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        this.output += chunk.toString('utf8');
        if (this.output.length > mostOutput) this.output = this.output.slice(-mostOutput / 2);
      });
    const readyPath = join(this.dataDir, 'ready.json');
    await until(
      'the start',
      () => {
        if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode}:\n${this.output}`);
        return Promise.resolve(existsSync(readyPath) ? true : undefined);
      },
      { timeoutMs },
    );
    const startedInMs = performance.now() - began;
    return { ...readyFile.parse(JSON.parse(readFileSync(readyPath, 'utf8'))), startedInMs };
  }

  /** A signed-in person or program. */
  user(ready: ReadyFile, role: 'WEB_STEWARD' | 'BOARD_CHAIR' | 'PLATFORM' = 'WEB_STEWARD'): ApiUser {
    return new ApiUser(ready.apiUrl, mintToken(this.dataDir, ready.issuer, role.toLowerCase(), [role]));
  }

  processes(): readonly number[] {
    return processesWith(this.mark);
  }

  /** Kills the runtime and everything it started, without a word. */
  async kill(): Promise<void> {
    killAll(this.processes());
    await this.#ended;
  }

  /** Ctrl-C: an interrupt to the whole process group. Answers the ids of processes that are still there afterwards. */
  async interrupt(): Promise<readonly number[]> {
    const child = this.#child;
    if (child?.pid === undefined || child.exitCode !== null) return this.processes();
    process.kill(-child.pid, 'SIGINT');
    await this.#ended;
    return until('the end of all processes', () =>
      Promise.resolve(this.processes().length === 0 ? this.processes() : undefined),
    ).catch(() => this.processes());
  }

  async dispose(): Promise<void> {
    await this.kill();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}
