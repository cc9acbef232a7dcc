import { expect, test } from 'vitest';
import { manifests } from '../../shared/connectors/manifests.ts';
import { connectorFolders, connectorLists, systemTypes, written } from '../support/connector-lists.ts';
import { markedPart, systemsTable } from '../support/systems-table.ts';

test('the lists of connectors name the folders that are there', () => {
  for (const [path, text] of connectorLists(connectorFolders()))
    expect([path, written(path)]).toEqual([path, text]);
});

test('a folder becomes a type and an export by its name', () => {
  const [[, loaders] = []] = connectorLists(['acme-cloud']);
  expect(loaders).toContain("ACME_CLOUD: async () => (await import('./acme-cloud/index.ts')).acmeCloud");
});

test('the types of integrations are the systems that are there, each with its name', () => {
  const [path, text] = systemTypes(manifests);
  expect(written(path)).toBe(text);
});

test('the README’s table of systems says what the manifests say', () => {
  expect(markedPart(written('README.md'))).toBe(systemsTable(manifests));
});

test('the ten systems of the specification are among them', () => {
  const ten = ['ASANA', 'TRELLO', 'MONDAY', 'CLICKUP', 'TOGGL', 'HARVEST', 'CLOCKIFY', 'HUBSPOT'];
  const types = manifests.map(({ type }): string => type);
  expect(types).toEqual(expect.arrayContaining([...ten, 'SALESFORCE', 'GENERIC_REST']));
});

test('a system that can be read only is not promised both ways', () => {
  const table = systemsTable(manifests.filter(({ type }) => type === 'HARVEST'));
  expect(table).toContain('| Harvest | – | in | both ways | – | – | – | scheduled runs |');
});
