import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { manifests } from '../../shared/connectors/manifests.ts';
import { markedPart, systemsTable } from '../support/systems-table.ts';

test('the README’s table of systems says what the manifests say', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  expect(markedPart(readme)).toBe(systemsTable(manifests));
});

test('a system that can be read only is not promised both ways', () => {
  const table = systemsTable(manifests.filter(({ type }) => type === 'HARVEST'));
  expect(table).toContain('| Harvest | – | in | both ways | – | – | – | scheduled runs |');
});
