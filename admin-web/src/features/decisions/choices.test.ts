import { describe, expect, test } from 'vitest';
import { decisionOf, grouped, oneSide, similarTo, stillHolding } from './choices.ts';
import type { Conflict } from './requests/conflicts.ts';

const conflict = (
  id: string,
  fields: readonly string[] = ['title', 'dueDate'],
  integrationId = 'int_1',
): Conflict => ({
  ...{ id, version: 3, integrationId, integrationName: `The ${integrationId}`, resourceType: 'TASK' },
  ...{
    resourceId: `task_${id}`,
    externalId: `ext_${id}`,
    status: 'PENDING',
    conflictReason: 'Both changed it.',
  },
  conflictedFields: [...fields],
  ...{ localData: {}, externalData: {}, baseData: {} },
  fields: fields.map((field) => ({
    ...{ field, label: field, base: 'before', reason: 'Both sides changed it.' },
    ...{ local: { value: 'here' }, external: { value: 'there' } },
  })),
  ...{ createdAt: '2026-03-01T08:00:00.000Z', updatedAt: '2026-03-01T08:00:00.000Z' },
});

describe('What somebody chose becomes a decision', () => {
  const shown = conflict('c1');

  test('of one side, when every field follows it', () => {
    expect(decisionOf(shown, oneSide(shown, 'local'), true)).toEqual({
      ...{ strategy: 'LOCAL_WINS', pushToExternal: true, version: 3 },
    });
    expect(decisionOf(shown, oneSide(shown, 'external'), false)).toEqual({
      ...{ strategy: 'EXTERNAL_WINS', pushToExternal: false, version: 3 },
    });
  });

  test('field by field otherwise, with values of their own', () => {
    expect(decisionOf(shown, { title: { own: 'Something else' }, dueDate: 'external' }, true)).toEqual({
      ...{ strategy: 'CUSTOM_MERGE', pushToExternal: true, version: 3 },
      ...{ choices: { dueDate: 'external' }, resolvedData: { title: 'Something else' } },
    });
  });

  test('only once every field is decided', () => {
    expect(decisionOf(shown, { title: 'local' }, true)).toBeUndefined();
  });
});

test('A choice holds while its values stay as they were, whatever else of the conflict moves on', () => {
  const before = conflict('c1');
  const [title, dueDate] = before.fields;
  if (title === undefined || dueDate === undefined) throw new Error('two fields clash');
  const now = {
    ...{ ...before, version: 4 },
    fields: [title, { ...dueDate, external: { value: 'newer' } }],
  };
  const choices = { title: 'local', dueDate: 'external', gone: 'local' } as const;
  expect(stillHolding(choices, before, now)).toEqual({ title: 'local' });
  expect(stillHolding(choices, before, { ...before, version: 4 })).toEqual({
    title: 'local',
    dueDate: 'external',
  });
});

test('Similar are those of the same integration and kind in which the same fields clash, in any order', () => {
  const [one, alike, fewer, elsewhere] = [
    conflict('c1'),
    conflict('c2', ['dueDate', 'title']),
    conflict('c3', ['title']),
    conflict('c4', ['title', 'dueDate'], 'int_2'),
  ];
  expect(similarTo(one, [one, alike, fewer, elsewhere])).toEqual([alike]);
});

test('Conflicts stand under their integration, nothing twice and nothing left out', () => {
  const all = [conflict('c1'), conflict('c2', ['title'], 'int_2'), conflict('c3')];
  expect(grouped(all).map((group) => [group.integrationName, group.conflicts.map(({ id }) => id)])).toEqual([
    ['The int_1', ['c1', 'c3']],
    ['The int_2', ['c2']],
  ]);
});
