import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { connectors } from '../support/connectors.ts';
import { questionsIn } from '../support/open-questions.ts';
import { folderOf } from './support/subjects.ts';

describe.each(Object.values(connectors))('$manifest.name', ({ manifest }) => {
  test('leaves no question of the guide open', () => {
    expect(questionsIn(folderOf(manifest.type))).toEqual([]);
  });

  test('has a page that tells an admin how to connect it', () => {
    const page = `docs/connecting/${folderOf(manifest.type)}.md`;
    expect([page, existsSync(page)]).toEqual([page, true]);
  });
});
