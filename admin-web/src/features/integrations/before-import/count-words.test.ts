import { describe, expect, test } from 'vitest';
import type { ImportCounts } from '../requests/count-import.ts';
import { countingText, countSentence } from './count-words.ts';

const counts: ImportCounts[number] = {
  ...{ resourceType: 'TASK', looked: 16, toCreate: 12, toLink: 3, ambiguous: 1, rejected: 0 },
  ...{ alreadyLinked: 0, leftAlone: 0 },
};

describe('What a first import would do', () => {
  test('is said in one sentence for each kind of record', () => {
    expect(countSentence(counts, 'Asana')).toBe(
      '12 tasks would come here, 3 would be linked to tasks that are here already, 1 could be several: you will be asked, 0 cannot be read.',
    );
    const many = { ...counts, resourceType: 'MEMBER', toCreate: 1, rejected: 1200 } as const;
    expect(countSentence(many, 'Asana')).toMatch(/^1 member would come here, .* 1,200 cannot be read\.$/);
  });

  test('names what is linked or left alone only where there is such', () => {
    expect(countSentence({ ...counts, alreadyLinked: 1, leftAlone: 5 }, 'Asana')).toMatch(
      /, 0 cannot be read, 1 is linked already, 5 would be left alone\.$/,
    );
  });

  test('is nothing where nothing is', () => {
    const none = { ...counts, looked: 0, toCreate: 0, toLink: 0, ambiguous: 0 };
    expect(countSentence(none, 'Asana')).toBe('There are no tasks at Asana yet.');
  });

  test('is counted aloud: how far it is, and when it is done that nothing was written', () => {
    const two = [counts, { ...counts, resourceType: 'MEMBER', looked: 4 } as const];
    expect(countingText([], false)).toBe('Counting: 0 records so far …');
    expect(countingText(two, false)).toBe('Counting: 20 records so far …');
    expect(countingText(two, true)).toBe('Counted: 20 records. Nothing was written.');
  });
});
