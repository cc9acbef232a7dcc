import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cleanEnvironment } from '../../support/clone.ts';

/**
 * Packages that a demonstration needs and nothing else: too large for every clone, so they are installed into a folder of
 * their own for as long as it lasts.
 */
export interface Borrowed {
  readonly folder: string;
  giveBack(): void;
}

const npm = ['install', '--no-save', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund'];

/** Throws where the registry cannot be reached. */
export async function borrow(packages: { readonly [name: string]: string }): Promise<Borrowed> {
  const folder = mkdtempSync(join(tmpdir(), 'britepool-borrowed-'));
  const giveBack = () => rmSync(folder, { recursive: true, force: true });
  const wanted = Object.entries(packages).map(([name, version]) => `${name}@${version}`);
  try {
    writeFileSync(join(folder, 'package.json'), '{"private":true}');
    await promisify(execFile)('npm', [...npm, '--prefix', folder, ...wanted], { env: cleanEnvironment() });
    return { folder, giveBack };
  } catch (error) {
    giveBack();
    throw new Error(`${wanted.join(', ')} could not be installed.`, { cause: error });
  }
}
