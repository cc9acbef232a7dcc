import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cruised, cruiseTree, ruleNames } from './cruise.ts';
import { allowed, packageFiles, seeds, targets } from './seeds.ts';
import { existingFolders } from './sources.ts';

const root = process.cwd();
/** More than half of what is there: a run that reads next to nothing is no proof. */
const fewestModules = 150;

describe('the imports of this repository', () => {
  it('break no rule, in a run that really read the sources', { timeout: 60_000 }, async () => {
    const { modules, violations } = await cruiseTree(root, existingFolders);
    expect(violations).toEqual([]);
    expect(modules).toBeGreaterThan(fewestModules);
  });
});

describe('a forbidden import', () => {
  const folder = mkdtempSync(join(tmpdir(), 'seeded-imports-'));
  let cruised: Cruised;

  beforeAll(async () => {
    const planted = Object.fromEntries(seeds.map(({ file, code }) => [file, code]));
    for (const [file, code] of Object.entries({ ...packageFiles, ...targets, ...allowed, ...planted })) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), code);
    }
    cruised = await cruiseTree(folder, ['infra', 'functions', 'shared', 'admin-web', 'test']);
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(seeds)('is caught by "$rule" in $file', ({ rule, file }) => {
    expect(cruised.violations).toContainEqual(expect.objectContaining({ rule, from: file }));
  });

  it('is not seen in what is allowed', () => {
    const files = Object.keys(allowed);
    const caught = cruised.violations.filter(
      ({ rule, from }) => files.includes(from) && rule !== 'no-orphans',
    );
    expect(caught).toEqual([]);
  });

  it('of every rule is among the planted ones', () => {
    expect(new Set(seeds.map(({ rule }) => rule))).toEqual(new Set(ruleNames));
  });
});
