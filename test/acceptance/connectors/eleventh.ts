import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { BareClone } from '../../support/clone.ts';

export const title = 'a small invented vendor is connected by one folder, proved, and taken out again';

const kept = join(import.meta.dirname, 'eleventh');
const module = z.object({ manifest: z.object({ name: z.string() }) });

/** Name of the one connector that is kept. */
function keptConnector(): string {
  const [name, ...more] = readdirSync(kept, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  );
  const missing = [
    ...(name === undefined ? ['<name>/, the connector’s folder'] : []),
    ...(existsSync(join(kept, 'connecting.md')) ? [] : ['connecting.md, its page for admins']),
  ];
  if (missing.length > 0)
    throw new Error(
      `There is no eleventh connector yet. test/acceptance/connectors/eleventh lacks ${missing.join(' and ')}; its README says what belongs there.`,
    );
  if (name === undefined || more.length > 0)
    throw new Error(`One connector is kept in test/acceptance/connectors/eleventh, not ${1 + more.length}.`);
  return name;
}

export async function demonstrate(say: (line: string) => void): Promise<readonly string[]> {
  const name = keptConnector();
  const [folder, page] = [`shared/connectors/${name}`, `docs/connecting/${name}.md`];
  const clone = new BareClone();
  const changed = (): readonly string[] =>
    execFileSync('git', ['status', '--porcelain', '-uall'], { cwd: clone.root, encoding: 'utf8' })
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => line.slice(3));
  const run = async (what: string, ...args: readonly string[]) => {
    const { code, output, seconds } = await clone.npm(...args);
    if (code !== 0) throw new Error(`${what} failed.\n${output.trimEnd().split('\n').slice(-60).join('\n')}`);
    say(`${what}: ${seconds.toFixed(0)} s`);
    return output.split('\n').filter((line) => line.includes('✓')).length;
  };
  try {
    await run('installation of the clone', 'ci', '--no-audit', '--no-fund');
    const began = performance.now();
    cpSync(join(kept, name), join(clone.root, folder), { recursive: true });
    cpSync(join(kept, 'connecting.md'), join(clone.root, page));
    const byHand = changed();
    const astray = byHand.filter((path) => path !== page && !path.startsWith(`${folder}/`));
    if (astray.length > 0) throw new Error(`Outside of its folder: ${astray.join(', ')}`);
    await run('npm run systems', 'run', 'systems');
    const written = changed().filter((path) => !byHand.includes(path));
    const { manifest } = module.parse(await import(join(clone.root, folder, 'manifest.ts')));
    const vitest = ['exec', '--', 'vitest', 'run', '--reporter=verbose', '--project'];
    await run('tsc', 'exec', '--', 'tsc', '--noEmit');
    await run('tsc of the dashboard', 'exec', '--', 'tsc', '--noEmit', '-p', 'admin-web');
    await run('biome', 'exec', '--', 'biome', 'check', '--error-on-warnings', folder);
    const suite = ['conformance', '-t', manifest.name.replace(/[.+]/g, '\\$&')];
    const conformance = await run('its conformance', ...vitest, ...suite);
    const own = await run('its own tests', ...vitest, 'unit', folder);
    const architecture = await run('the architecture tests', ...vitest, 'unit', 'test/architecture');
    if (conformance === 0) throw new Error('No conformance test ran for it.');
    const seconds = (performance.now() - began) / 1000;

    rmSync(join(clone.root, folder), { recursive: true });
    rmSync(join(clone.root, page));
    await run('npm run systems, without it', 'run', 'systems');
    const left = changed();
    if (left.length > 0) throw new Error(`Left behind after it was taken out: ${left.join(', ')}`);
    return [
      `made by hand: ${byHand.length} files, all in ${folder}/ but for ${page}`,
      `written by npm run systems: ${written.join(', ')}`,
      `passed: ${conformance} conformance tests, ${own} tests of its own, ${architecture} of the architecture; types and lint clean`,
      `proved in ${seconds.toFixed(0)} s; taken out again: git status is clean`,
    ];
  } finally {
    clone.dispose();
  }
}
