import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The committed code in an empty folder, as a newcomer has it. */
export class BareClone {
  readonly root = mkdtempSync(join(tmpdir(), 'britepool-clone-'));

  constructor(source: string = process.cwd()) {
    execFileSync('git', ['clone', '--quiet', '--no-hardlinks', source, this.root]);
  }

  /** Runs an npm command there with nothing of this process's npm settings. Answers exit code, output and seconds. */
  npm(...args: readonly string[]): Promise<{ code: number; output: string; seconds: number }> {
    const began = performance.now();
    const child = spawn('npm', args, { cwd: this.root, env: cleanEnvironment() });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString('utf8');
      });
    return new Promise((resolve) =>
      child.once('close', (code) =>
        resolve({ code: code ?? 1, output, seconds: (performance.now() - began) / 1000 }),
      ),
    );
  }

  dispose(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** The environment of a plain shell: npm's own variables and this checkout's programs left out. */
export const cleanEnvironment = (): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_'))),
  PATH: (process.env.PATH ?? '')
    .split(':')
    .filter((folder) => !folder.includes('node_modules'))
    .join(':'),
});
