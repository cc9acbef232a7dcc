import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('../../', import.meta.url);

interface Sheet {
  readonly path: string;
  readonly text: string;
}

/** Classes that more than one file styles as its own, at the left margin: what one says, the other does not know. */
function contested(sheets: readonly Sheet[]): readonly string[] {
  const owners = new Map<string, Set<string>>();
  for (const { path, text } of sheets)
    for (const [, name = ''] of text.matchAll(/^\.([a-z-]+) \{$/gm))
      owners.set(name, new Set([...(owners.get(name) ?? []), path]));
  return [...owners].filter(([, paths]) => paths.size > 1).map(([name]) => name);
}

test('no class is laid out by two style sheets that do not know of each other', () => {
  const sheets = globSync('admin-web/src/styles/*.css', { cwd: root }).map((path) => ({
    path,
    text: readFileSync(new URL(path, root), 'utf8'),
  }));
  expect(sheets.length).toBeGreaterThan(10);
  expect(contested(sheets)).toEqual([]);
});

test('a class of two sheets is noticed; below another one it is that one’s matter', () => {
  const one = { path: 'one.css', text: '.act {\n}\n.row {\n}\n' };
  const other = { path: 'other.css', text: '.list {\n  .row {\n  }\n}\n.act {\n}\n' };
  expect(contested([one, other])).toEqual(['act']);
});
