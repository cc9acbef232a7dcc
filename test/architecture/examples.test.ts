import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { examplesIn, run } from '../support/examples/shell-examples.ts';
import { differences } from '../support/examples/shown-answer.ts';
import { described } from '../support/openapi/document.ts';

const page = readFileSync(new URL('../../docs/api.md', import.meta.url), 'utf8');
const shown = { success: true, id: 'int_1', status: 200, items: [{ name: 'Oaks' }], none: null };
const printed = { ...shown, id: 'int_9', more: 1, items: [{ name: 'Limes' }, { name: 'Oaks', tags: [] }] };

describe('an answer shown on a page', () => {
  test('is the printed one, of which it may show less; ids, times and addresses may differ', () => {
    expect(differences(shown, printed)).toEqual([]);
  });

  test.each([
    ['a part that is not printed', { ...printed, none: undefined }],
    ['another status', { ...printed, status: 201 }],
    ['another word', { ...printed, items: [{ name: 'Limes' }] }],
    ['another type', { ...printed, id: 1 }],
    ['the opposite', { ...printed, success: false }],
    ['a list that is none', { ...printed, items: {} }],
    ['something else altogether', 'printed'],
  ])('is not %s', (_what, other) => {
    expect(differences(shown, other)).not.toEqual([]);
  });
});

describe('the examples of a page', () => {
  const lines = ['```sh', 'A=1', '```', '```json', '{}', '```', 'Text', '```sh', 'echo $A', '```', ''];

  test('run as written, in one shell, and each is told with its answer and line', async () => {
    const examples = examplesIn(lines.join('\n'));
    expect(examples).toEqual([
      { line: 2, command: 'A=1\n', answer: '{}\n' },
      { line: 9, command: 'echo $A\n', answer: undefined },
    ]);
    expect((await run(examples, {})).map(({ printed: text }) => text)).toEqual(['', '1\n']);
  });

  test('end at the first that fails, with its line', async () => {
    const failing = examplesIn('```sh\ntrue\n```\n\n```sh\nfalse | cat\n```\n');
    await expect(run(failing, {})).rejects.toThrow(/1\n?[\s\S]*6/);
  });
});

describe('docs/api.md', () => {
  test('shows each of the specification’s ten endpoints', () => {
    const commands = examplesIn(page).map(({ command }) => command);
    const all = commands.join('\n');
    for (const part of [
      'curl -sS "$API/api/admin/integrations" -H "$ADMIN" -H "$JSON" -H "$KEY" -d',
      'curl -sS "$API/api/admin/integrations?',
      'curl -sS "$HOOK"',
      '/sync"',
      '/logs?',
      '/api/admin/integrations/conflicts?',
      '/resolve"',
      '-X PUT "$API/api/admin/integrations/$ID"',
      '-X DELETE "$API/api/admin/integrations/$ID"',
      '$ID/test"',
    ])
      expect(all).toContain(part);
  });

  test('names no address that the document does not know', () => {
    const known = described.map(({ path }) => new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`));
    const named = [...page.matchAll(/\/api\/(?:admin|records)[\w/${}.-]*/g)].map(([path]) =>
      path.replace(/[./]$/, ''),
    );
    expect(named.length).toBeGreaterThan(15);
    expect(named.filter((path) => !known.some((each) => each.test(path)))).toEqual([]);
  });
});
