import { describe, expect, test } from 'vitest';
import * as glossary from './glossary.ts';
import * as setup from './setup-words.ts';

const wordsOf = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(wordsOf) : [];
};

describe('The glossary', () => {
  const words = wordsOf({ ...glossary, ...setup });

  test('uses no term of the trade', () => {
    expect(words.length).toBeGreaterThan(50);
    for (const word of words) expect(word).not.toMatch(/webhook|payload|mapping|sync log|enum|API|HTTP/i);
  });

  test('never shows the name that the service uses inside', () => {
    const texts = words.filter((word) => !['good', 'warn', 'bad', 'calm'].includes(word));
    for (const text of texts) expect(text).not.toMatch(/^[A-Z]+(_[A-Z]+)+$/);
  });

  test('calls one of many systems by the name of its integration', () => {
    expect(glossary.otherSide({ type: 'GENERIC_REST', name: 'Volunteer portal' })).toBe('Volunteer portal');
    expect(glossary.otherSide({ type: 'ASANA', name: 'Garden' })).toBe('Asana');
  });

  test('tells what changed something apart from what needed nothing', () => {
    expect(glossary.endWord({ status: 'SUCCESS', outcome: 'applied' }).text).toBe('Done');
    expect(glossary.endWord({ status: 'SUCCESS', outcome: 'echo' }).text).toBe('Nothing to do');
    expect(glossary.endWord({ status: 'FAILED', outcome: 'rejected' }).text).toBe('Failed');
  });
});
