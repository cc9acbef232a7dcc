import { describe, expect, test } from 'vitest';
import { fieldLabel } from '../../lib/show-value.ts';
import { sentenceOf } from './sentences.ts';

const log = {
  outcome: 'applied',
  operation: 'UPDATE',
  direction: 'EXTERNAL_TO_BRITEPOOL',
  resourceType: 'TASK',
  recordTitle: 'Water the bees',
  changedFields: ['title', 'dueDate'],
  retryCount: 0,
} as const;

const cases = [
  [log, 'Changed title and due date of the task “Water the bees” in BritePool'],
  [
    { ...log, changedFields: ['title', 'status', 'dueDate', 'tags'] },
    'Changed title, status and 2 more of the task “Water the bees” in BritePool',
  ],
  [{ ...log, operation: 'CREATE' }, 'Added the task “Water the bees” to BritePool'],
  [
    { ...log, operation: 'CREATE', direction: 'BRITEPOOL_TO_EXTERNAL' },
    'Added the task “Water the bees” to Asana',
  ],
  [
    { ...log, operation: 'DELETE', resourceType: 'MEMBER', recordTitle: undefined },
    'Removed a member from BritePool',
  ],
  [{ ...log, outcome: 'unchanged' }, 'Checked the task “Water the bees”: both sides are equal'],
  [{ ...log, outcome: 'echo' }, 'Saw our own change to the task “Water the bees” come back: nothing to do'],
  [
    { ...log, outcome: 'conflict' },
    'Found that both sides changed the task “Water the bees”: somebody has to decide',
  ],
  [{ ...log, outcome: 'rejected' }, 'Could not write the task “Water the bees” to BritePool'],
  [{ ...log, outcome: 'dead', retryCount: 4 }, 'Gave up on the task “Water the bees” after 5 tries'],
] as const;

describe('A log entry', () => {
  test.for(cases)('is told in plain words: %j', ([entry, sentence]) => {
    const { recordTitle, ...rest } = entry;
    expect(sentenceOf(recordTitle === undefined ? rest : { ...rest, recordTitle }, 'Asana')).toBe(sentence);
  });

  test('names fields as people know them, and an unknown one by its own name', () => {
    expect(fieldLabel('TASK', 'dueDate')).toBe('Due date');
    expect(fieldLabel('TASK', '*')).toBe('The whole record');
    expect(fieldLabel('TASK', 'colour')).toBe('colour');
  });
});
