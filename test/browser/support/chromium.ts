import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Browser, chromium as engine } from 'playwright-core';
import * as z from 'zod';

export interface Chromium {
  readonly executablePath: string;
  /** What it needs in its environment. */
  readonly environment: Readonly<Record<string, string>>;
}

const packageShape = z.looseObject({ version: z.string() });

/**
 * A Chromium that needs nothing installed: unpacked once into the cache of this checkout. `CHROME_PATH` names another
 * one, for systems that the packaged build does not run on.
 */
export async function unpackChromium(): Promise<Chromium> {
  const { CHROME_PATH: chosen } = process.env;
  if (chosen !== undefined) return { executablePath: chosen, environment: {} };
  const manifest = readFileSync(join('node_modules', '@sparticuz', 'chromium', 'package.json'), 'utf8');
  const { version } = packageShape.parse(JSON.parse(manifest));
  const cache = resolve('node_modules', '.cache', 'britepool', `chromium-${version}`);
  mkdirSync(cache, { recursive: true });
  const executablePath = await unpackInto(cache);
  const libraries = join(cache, 'al2023', 'lib');
  return { executablePath, environment: { LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: writeFonts(cache) } };
}

export const launch = ({ executablePath, environment }: Chromium): Promise<Browser> =>
  engine.launch({ executablePath, args: ['--no-sandbox'], env: { ...process.env, ...environment } });

/** A browser of its own, for whoever runs outside of the tests. */
export async function openChromium() {
  const browser = await launch(await unpackChromium());
  return { browser, [Symbol.asyncDispose]: () => browser.close() };
}

/** The package unpacks into TMPDIR, and brings its shared libraries only where it believes to be in a Lambda. */
async function unpackInto(folder: string): Promise<string> {
  const before = { ...process.env };
  process.env.TMPDIR = folder;
  process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs24.x';
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    return await chromium.executablePath();
  } finally {
    for (const name of ['TMPDIR', 'AWS_EXECUTION_ENV', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH', 'HOME']) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  }
}

/** The packaged font settings name fixed folders of a Lambda; without any font the browser ends at the first text. */
function writeFonts(folder: string): string {
  const file = join(folder, 'fonts.conf');
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${join(folder, 'fonts')}</dir><cachedir>${join(folder, 'font-cache')}</cachedir></fontconfig>`,
  );
  return file;
}
