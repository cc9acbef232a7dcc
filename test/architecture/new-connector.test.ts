import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { filesOf } from '../support/new-connector/files.ts';
import { namesOf, problemWithName, problemWithTitle } from '../support/new-connector/names.ts';
import { questionsOf } from '../support/open-questions.ts';

describe('the name of a new connector', () => {
  test('gives its folder, its value, its type and what people call it', () => {
    expect(namesOf('acme-cloud')).toEqual({
      ...{ folder: 'acme-cloud', value: 'acmeCloud', prefix: 'AcmeCloud', type: 'ACME_CLOUD' },
      title: 'Acme Cloud',
    });
    expect(namesOf('acme', 'acme.io').title).toBe('acme.io');
  });

  test.each(['Acme', 'acme_cloud', '../acme', 'acme--cloud', '-acme', '9acme', '', 'a'.repeat(41), 'acme/x'])(
    '"%s" is refused, with an example of a good one',
    (name) => expect(problemWithName(name, [])).toMatch(/acme-cloud\.$/),
  );

  test.each(['new', 'class', 'manifest', 'registry'])('"%s" is refused: it means something else', (name) =>
    expect(problemWithName(name, [])).toContain(`${name}-cloud`),
  );

  test('that is taken is refused, with where to look', () => {
    expect(problemWithName('trello', ['trello'])).toContain('shared/connectors/trello');
    expect(problemWithName('trello-two', ['trello'])).toBeUndefined();
  });

  test.each(["O'Hara", '`x`', 'a\nb', ' x', '', '</td>'])('a title such as "%s" is refused', (title) =>
    expect(problemWithTitle(title)).toMatch(/cannot be shown/),
  );
});

describe('the files of a new connector', () => {
  const word = fc.stringMatching(/^[a-z][a-z0-9]{0,9}$/);
  const name = fc
    .array(word, { minLength: 1, maxLength: 3 })
    .map((words) => words.join('-'))
    .filter((joined) => problemWithName(joined, []) === undefined);

  test('always lie in its own folder, but for its page in the documentation, and keep nothing of the template', () => {
    fc.assert(
      fc.property(name, fc.boolean(), (folder, webhooks) => {
        for (const [path, text] of filesOf(namesOf(folder), webhooks)) {
          expect([`docs/connecting/${folder}.md`, path]).toContain(
            path.startsWith(`shared/connectors/${folder}/`) ? path : `docs/connecting/${folder}.md`,
          );
          expect(text).not.toMatch(/sample.?cloud|GENERIC_REST|\/\/ webhooks|\.\.\/shared\//i);
        }
      }),
      { seed: 42, numRuns: 100 },
    );
  });

  test('know webhooks only where it has them', () => {
    const [without, having] = [false, true].map((webhooks) => filesOf(namesOf('acme'), webhooks));
    const text = (files: typeof without) => files?.map(([, each]) => each).join('') ?? '';
    expect(text(without)).not.toMatch(/readWebhook|signatureHeader\b/);
    expect(text(without)).toContain('webhooks: { supported: false, why:');
    expect(text(having)).toContain('webhooks: { supported: true },');
    expect(having?.map(([path]) => path)).toContain('shared/connectors/acme/webhook.ts');
  });
});

test('an open question is found in code, in texts and over several lines', () => {
  const text = [
    "help: 'Not answered yet: where is it?',",
    "const a = todo('what is it?');",
    'const b = todo(\n  "the vendor\'s own?",\n);',
    '| Not answered yet: which? | x |',
    'nothing to do here',
  ].join('\n');
  expect(questionsOf('a.ts', text)).toEqual([
    'a.ts:1 Not answered yet: where is it?',
    'a.ts:2 Not answered yet: what is it?',
    "a.ts:3 Not answered yet: the vendor's own?",
    'a.ts:6 Not answered yet: which?',
  ]);
});
