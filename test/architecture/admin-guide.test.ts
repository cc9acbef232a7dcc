import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  healthWord,
  resultWord,
  runResult,
  runWord,
  standingWord,
} from '../../admin-web/src/lib/glossary.ts';
import { anchorOf } from '../../admin-web/src/lib/markdown.ts';
import { pairWord } from '../../admin-web/src/lib/pair-words.ts';
import { screensFor } from '../browser/support/screens.ts';
import { chaptersIn, isShown, namesIn, pagesIn, picturesIn } from '../support/guide.ts';

const root = new URL('../../', import.meta.url);
const guide = readFileSync(new URL('docs/admin-guide.md', root), 'utf8');
const chapters = chaptersIn(guide);
const sources = globSync('admin-web/src/**/*.{ts,tsx}', { cwd: root })
  .filter((path) => !path.includes('.test.'))
  .map((path) => readFileSync(new URL(path, root), 'utf8'))
  .join('\n');

describe('The admins’ guide', () => {
  test('shows pictures that are there and load quickly', () => {
    const names = picturesIn(guide);
    expect(names.length).toBeGreaterThan(10);
    for (const name of names) {
      const file = new URL(`docs/pictures/${name}.png`, root);
      expect([name, existsSync(file)]).toEqual([name, true]);
      expect(statSync(file).size).toBeLessThanOrEqual(250_000);
    }
  });

  test('leaves no picture in its folder that it does not show', () => {
    const kept = globSync('docs/pictures/*', { cwd: root }).map((path) => path.replace(/.*\/|\.png$/g, ''));
    expect(new Set(kept)).toEqual(new Set(picturesIn(guide)));
  });

  test('has a chapter for every screen', () => {
    const anchors = [...chapters.keys()].map(anchorOf);
    const told = pagesIn(guide).filter(({ anchor }) => anchors.includes(anchor));
    const screens = screensFor('…', '…').map(({ path }) => path);
    expect(screens.filter((path) => !told.some((row) => row.path === path))).toEqual([]);
  });

  test('links to nothing within itself that is not there', () => {
    const anchors = new Set([...chapters.keys()].map(anchorOf));
    const linked = [...guide.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor = '']) => anchor);
    expect(linked.filter((anchor) => !anchors.has(anchor))).toEqual([]);
  });

  test('calls buttons, links and headings as the screen does', () => {
    const names = namesIn(guide);
    expect(names.length).toBeGreaterThan(60);
    expect(names.filter((name) => !isShown(name, sources))).toEqual([]);
  });

  test('explains every word for how something stands', () => {
    const words = [standingWord, healthWord, resultWord, pairWord, runResult]
      .flatMap((each) => Object.values(each))
      .map(({ text }) => text);
    const told = chapters.get('What the words mean') ?? '';
    expect([...words, ...Object.values(runWord)].filter((word) => !told.includes(word))).toEqual([]);
  });
});

describe('a name in the guide', () => {
  test.each([
    ['a piece of a longer one', '<b>Try all now</b>', 'Try all', false],
    ['one between tags', '<b>\n  Try all now\n</b>', 'Try all now', true],
    ['one of a list of words', "act: 'Leave it out',", 'Leave it out', true],
    ['one over two lines', '>Keep\n  them<', 'Keep them', true],
  ])('is %s', (_what, text, name, is) => {
    expect(isShown(name, text)).toBe(is);
  });
});
