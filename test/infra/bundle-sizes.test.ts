import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { functionNames } from '../../shared/config/names.ts';
import { type Bundled, bundleFunction } from '../support/bundle.ts';

const folder = mkdtempSync(join(tmpdir(), 'bundle-sizes-'));
const bundles = new Map<string, Bundled>();
beforeAll(() => {
  for (const name of functionNames) bundles.set(name, bundleFunction(name, folder));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const kB = (name: string, part: 'bytes' | 'own' = 'bytes'): number =>
  (bundles.get(name)?.[part] ?? Number.NaN) / 1000;

/** What answers people may load longer than what works through queues. */
const workers = functionNames.filter((name) => name !== 'receive-webhook' && name !== 'admin-api');

describe('the size of what Lambda loads', () => {
  it('is at most 550 kB for the webhook receiver, of it at most 100 kB of our own', () => {
    expect(kB('receive-webhook')).toBeLessThanOrEqual(550);
    expect(kB('receive-webhook', 'own')).toBeLessThanOrEqual(100);
    expect(kB('receive-webhook', 'own')).toBeGreaterThan(10);
  });

  it.each(workers)('is at most 650 kB for %s', (name) => {
    expect(kB(name)).toBeGreaterThan(100);
    expect(kB(name)).toBeLessThanOrEqual(650);
  });

  it('is at most 30 kB for each connector, which comes when its type is first met', () => {
    const sizes = [...(bundles.get('sync-records')?.connectors ?? [])];
    expect(sizes.length).toBeGreaterThan(1);
    expect(sizes.filter(([, bytes]) => bytes > 30_000)).toEqual([]);
  });

  it.each(functionNames)('counts no package in %s that only another process needs', (name) => {
    const packages = bundles.get(name)?.packages;
    expect(packages).toContain('zod');
    expect(packages).not.toContain('jsonata');
    expect(packages).not.toContain('@aws-sdk/credential-provider-sso');
  });
});
