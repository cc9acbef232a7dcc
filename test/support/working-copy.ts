import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** This checkout as it is now, in a folder of its own: what is written there is gone afterwards. */
export class WorkingCopy {
  readonly root = mkdtempSync(join(tmpdir(), 'britepool-copy-'));

  constructor(source: string = process.cwd()) {
    const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { cwd: source });
    const files = listed.toString('utf8').split('\0');
    for (const file of files.filter((path) => path !== '' && existsSync(join(source, path)))) {
      mkdirSync(dirname(join(this.root, file)), { recursive: true });
      cpSync(join(source, file), join(this.root, file));
    }
    symlinkSync(join(source, 'node_modules'), join(this.root, 'node_modules'));
  }

  /** Runs a Node program there. Answers exit code and output. */
  node(...args: readonly string[]): { readonly code: number; readonly output: string } {
    const options = { cwd: this.root, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } } as const;
    const { status, stdout, stderr } = spawnSync(process.execPath, args, options);
    return { code: status ?? 1, output: `${stdout}${stderr}` };
  }

  dispose(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
