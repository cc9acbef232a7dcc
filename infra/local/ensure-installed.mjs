// Runs on whatever Node the machine has: installs the locked dependencies when they are missing or stale,
// so that every npm script works from a bare clone and the next command finds Node 24 in node_modules/.bin.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const installed = join(root, 'node_modules', '.package-lock.json');
const locked = join(root, 'package-lock.json');

const stale = !existsSync(installed) || statSync(installed).mtimeMs < statSync(locked).mtimeMs;
if (stale) {
  process.stderr.write('Installing the locked dependencies (once, about a minute) …\n');
  const npm = process.env.npm_execpath
    ? [process.execPath, [process.env.npm_execpath, 'ci', '--no-audit', '--no-fund']]
    : ['npm', ['ci', '--no-audit', '--no-fund']];
  const run = spawnSync(npm[0], npm[1], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  if (run.status !== 0) {
    process.stderr.write('The installation failed; see the lines above, then run the command again.\n');
    process.exit(run.status ?? 1);
  }
}
