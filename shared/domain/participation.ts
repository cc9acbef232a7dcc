import { elapsed } from './dates.ts';
import { hundredths } from './durations.ts';
import type { Translation } from './translation.ts';
import { type Fields, type FieldValue, fieldValue, sameValue } from './values.ts';

const toleranceMinutes = 1;

/**
 * A timer that still runs: its system says so, counts below zero (as Toggl does), or knows a start and neither an end
 * nor a duration. An end that no rule reads says nothing.
 */
export function isRunning(fields: Fields): boolean {
  const minutes = fieldValue(fields, 'minutes');
  if (fieldValue(fields, 'running') === true || (typeof minutes === 'number' && minutes < 0)) return true;
  const open = Object.hasOwn(fields, 'endedAt') && fieldValue(fields, 'endedAt') === null;
  return open && fieldValue(fields, 'startedAt') !== null && (minutes === null || minutes === 0);
}

/** Minutes from start to end, to the second; `undefined` unless both are known. */
export function minutesBetween(fields: Fields): number | undefined {
  const [started, ended] = [fieldValue(fields, 'startedAt'), fieldValue(fields, 'endedAt')];
  if (typeof started !== 'string' || typeof ended !== 'string') return undefined;
  return hundredths(elapsed(started, ended) / 60_000);
}

/** What start, end and minutes of one entry contradict each other in, in words. */
export function contradiction(fields: Fields): string | undefined {
  const between = minutesBetween(fields);
  if (between === undefined) return undefined;
  if (between < 0) return 'it ends before it starts';
  const minutes = fieldValue(fields, 'minutes');
  if (typeof minutes !== 'number' || Math.abs(minutes - between) <= toleranceMinutes) return undefined;
  return `${minutes} minutes do not fit the ${between} minutes from start to end`;
}

/**
 * What is special about time entries: a running timer is left alone, a missing duration follows from start and end,
 * values that contradict each other wait, and an approved entry is not changed from outside.
 */
export function guardParticipation(translation: Translation, local: Fields | null): Translation {
  if (isRunning(translation.fields)) return { ...translation, skip: 'the timer is still running' };
  const complete = withDuration(translation);
  const wrong = contradiction(complete.fields);
  const consistent = wrong === undefined ? complete : holding(complete, timeFields, wrong);
  if (local === null || fieldValue(local, 'approvedAt') === null) return consistent;
  const moving = Object.entries(consistent.fields)
    .filter(([field, value]) => field !== 'locked' && !sameValue(value, fieldValue(local, field)))
    .map(([field]) => field);
  return holding(consistent, moving, 'approved in BritePool: it is not changed from outside');
}

const timeFields = ['startedAt', 'endedAt', 'minutes'];

function withDuration(translation: Translation): Translation {
  const between = minutesBetween(translation.fields);
  const known =
    fieldValue(translation.fields, 'minutes') !== null ||
    translation.held.some(({ field }) => field === 'minutes');
  const mapped = Object.hasOwn(translation.fields, 'minutes');
  if (between === undefined || between < 0 || known || !mapped) return translation;
  return { ...translation, fields: { ...translation.fields, minutes: between } };
}

function holding(translation: Translation, fields: readonly string[], reason: string): Translation {
  const moved = fields.filter((field) => Object.hasOwn(translation.fields, field));
  const kept = Object.entries(translation.fields).filter(([field]) => !moved.includes(field));
  const held = [...translation.held, ...moved.map((field) => ({ field, reason }))];
  return { ...translation, fields: Object.fromEntries<FieldValue>(kept), held };
}

/** Whether an entry may not be changed over there any more. */
export const isLocked = (external: Fields): boolean => fieldValue(external, 'locked') === true;

/** Two entries of one person at the same time, and for how many minutes. */
export interface Overlap {
  readonly first: string;
  readonly second: string;
  readonly minutes: number;
}

interface Entry {
  readonly id: string;
  readonly fields: Fields;
}

/** Entries of one person that lie at the same time, in the order of their starts. Entries without times are left out. */
export function overlaps(entries: readonly Entry[]): readonly Overlap[] {
  const spans = entries.flatMap(spanOf).sort((a, b) => a.from - b.from);
  return spans.flatMap((first, at) =>
    spans
      .slice(at + 1)
      .filter((second) => second.member === first.member && second.from < first.to)
      .map((second) => {
        const shared = Math.min(first.to, second.to) - second.from;
        return { first: first.id, second: second.id, minutes: hundredths(shared / 60_000) };
      }),
  );
}

function spanOf({ id, fields }: Entry) {
  const [member, from, to] = ['memberId', 'startedAt', 'endedAt'].map((field) => fieldValue(fields, field));
  if (typeof member !== 'string' || typeof from !== 'string' || typeof to !== 'string') return [];
  return [{ id, member, from: Date.parse(from), to: Date.parse(to) }];
}
