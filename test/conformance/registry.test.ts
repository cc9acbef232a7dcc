import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { manifests } from '../../shared/connectors/manifests.ts';
import { connectors } from '../support/connectors.ts';
import { allSubjects, folderOf, folders } from './support/subjects.ts';

const types = Object.keys(connectors);

describe('the registry of connectors', () => {
  test('names every folder of a connector and nothing else', () => {
    expect(new Set(types.map(folderOf))).toEqual(new Set(folders));
  });

  test('knows each connector by its own type, and its manifest is shown to admins', () => {
    for (const [type, connector] of Object.entries(connectors)) expect(connector.manifest.type).toBe(type);
    expect(new Set(manifests.map(({ type }) => type))).toEqual(new Set(types));
  });

  test('has a simulator for each, so that none goes unproved', () => {
    expect(new Set(allSubjects.map(({ type }) => type))).toEqual(new Set(types));
  });

  test('has a page for each that tells what surprises', () => {
    for (const folder of folders) {
      const readme = fileURLToPath(new URL(`../../shared/connectors/${folder}/README.md`, import.meta.url));
      expect([folder, existsSync(readme)]).toEqual([folder, true]);
    }
  });

  test('holds manifests that are plain data', () => {
    for (const manifest of manifests) expect(JSON.parse(JSON.stringify(manifest))).toEqual(manifest);
  });
});
