import { describe, expect, test } from 'vitest';
import { anchorOf, blocksOf, lineOf } from './markdown.ts';

const guides = import.meta.glob<string>(['../../../docs/connecting/*.md', '../../../docs/admin-guide.md'], {
  query: '?raw',
  import: 'default',
  eager: true,
});

describe('Our guides', () => {
  test('are read as headings, steps, lists, tables, code, pictures and paragraphs', () => {
    const page = [
      '# Connecting',
      'One\ntwo.',
      '1. **Make** a `token`\n   there.\n   - first\n     line\n2. Done',
      '- a\n- b',
      '| goes | what |\n|---|---|\n| in | *people* |',
      '```json\n{\n\n}\n```',
      '![A garden](pictures/garden.png)',
    ].join('\n\n');
    expect(blocksOf(page)).toEqual([
      { kind: 'heading', level: 1, line: lineOf('Connecting') },
      { kind: 'paragraph', line: lineOf('One two.') },
      {
        kind: 'steps',
        items: [
          { line: lineOf('**Make** a `token` there.'), below: [lineOf('first line')] },
          { line: lineOf('Done'), below: [] },
        ],
      },
      { kind: 'list', items: [lineOf('a'), lineOf('b')].map((line) => ({ line, below: [] })) },
      {
        kind: 'table',
        head: [lineOf('goes'), lineOf('what')],
        rows: [[lineOf('in'), [{ kind: 'slanted', text: 'people' }]]],
      },
      { kind: 'code', text: '{\n\n}' },
      { kind: 'picture', text: 'A garden', path: 'pictures/garden.png' },
    ]);
  });

  test('link to the web and to their own headings, and to nothing that is not there', () => {
    expect(lineOf('see [this](https://example.org), [here](#both-sides) and [that](../x.md)')).toEqual([
      { kind: 'plain', text: 'see ' },
      { kind: 'link', text: 'this', href: 'https://example.org' },
      { kind: 'plain', text: ', ' },
      { kind: 'link', text: 'here', href: '#both-sides' },
      { kind: 'plain', text: ' and ' },
      { kind: 'plain', text: 'that' },
    ]);
  });

  test('name a heading as GitHub does', () => {
    expect(anchorOf('Both sides changed: it’s 1 or 2')).toBe('both-sides-changed-its-1-or-2');
  });

  test('leave no mark of their writing behind in any of them', () => {
    expect(Object.keys(guides).length).toBeGreaterThanOrEqual(11);
    for (const page of Object.values(guides)) {
      const shown = JSON.stringify(
        blocksOf(page).filter(({ kind }) => kind !== 'code'),
        (key, value: unknown) => (key === 'kind' ? undefined : value),
      );
      expect(shown).not.toMatch(/\*\*|```|\|---|^#|\]\(/);
    }
  });
});
