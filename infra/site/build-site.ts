import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { fingerprint } from './sources.ts';

const cache = join('node_modules', '.cache', 'britepool', 'site');
const kept = 5;
const run = promisify(execFile);
const underWay = new Map<string, Promise<string>>();

/** Where the build of the sources as they are now lies, or will lie. */
export const siteFolder = (): string => resolve(cache, fingerprint());

/** Folder with the dashboard's files; built first (some seconds) unless these very sources were built before. */
export function ensureSite(): Promise<string> {
  const folder = siteFolder();
  if (existsSync(join(folder, 'index.html'))) return Promise.resolve(folder);
  const building = underWay.get(folder) ?? build(folder).finally(() => underWay.delete(folder));
  underWay.set(folder, building);
  return building;
}

/** Builds beside and moves into place, so that nobody ever serves half a build. */
async function build(folder: string): Promise<string> {
  const beside = `${folder}.${process.pid}`;
  mkdirSync(cache, { recursive: true });
  const vite = join('node_modules', 'vite', 'bin', 'vite.js');
  try {
    await run(process.execPath, [vite, 'build', '--outDir', beside, '--emptyOutDir', '--logLevel', 'warn']);
    if (!existsSync(folder)) renameSync(beside, folder);
  } catch (error) {
    if (existsSync(join(folder, 'index.html'))) return folder;
    const output = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error);
    throw new Error(`The dashboard could not be built.\n${output}`);
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
  forgetOld();
  return folder;
}

function forgetOld(): void {
  const age = (name: string) => statSync(join(cache, name), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const builds = readdirSync(cache).filter((name) => !name.includes('.'));
  for (const name of builds.sort((a, b) => age(b) - age(a)).slice(kept)) {
    rmSync(join(cache, name), { recursive: true, force: true });
  }
}
