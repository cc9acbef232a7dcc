import { expect, test } from 'vitest';
import { showValue } from './show-value.ts';

type Case = readonly [...Parameters<typeof showValue>, string];
const cases: readonly Case[] = [
  ['TASK', 'title', null, 'empty'],
  ['TASK', 'status', 'IN_PROGRESS', 'In progress'],
  ['TASK', 'dueDate', '2026-03-01', '1 Mar 2026'],
  ['TASK', 'tags', ['garden', 'spring'], 'garden, spring'],
  ['TASK', 'tags', [], 'empty'],
  ['TASK', 'estimatedMinutes', 1500, '1,500'],
  ['PARTICIPATION_LOG', 'billable', false, 'no'],
  ['TASK', 'title', 'May Day', 'May Day'],
];

test.for(cases)('shows %s %s %j as "%s"', ([type, field, value, shown]) => {
  expect(showValue(type, field, value)).toBe(shown);
});
