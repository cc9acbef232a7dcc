import type { ExternalData } from '../../domain/external.ts';
import { instantOfZoned, zonedAt } from '../../domain/zoned.ts';
import { aboutOf, aboutTo, given, type Kind } from './kinds.ts';
import type { Row, Settings } from './schema.ts';

/** An event of which nobody said how long it takes, in minutes. */
const usualMinutes = 60;

/**
 * Salesforce keeps moments without a zone, and of an all-day event midnights of UTC that mean a day wherever one is.
 * As mapped they are times with the zone of the settings, and the wall clock of the day.
 */
export const events: Kind = {
  object: 'Event',
  upsert: false,
  // What others are invited to are copies of the organiser's.
  where: () => ['IsChild = false', 'IsRecurrence = false'],
  needs: [
    ...['Subject', 'Description', 'Location', 'WhoId', 'WhatId'],
    ...['StartDateTime', 'EndDateTime', 'IsAllDayEvent'],
  ],
  shape: (row, { timeZone }) => ({ ...row, ...aboutOf(row), ...timesOf(row), TimeZone: timeZone }),
  looksBefore: ({ StartDateTime, EndDateTime }) => StartDateTime !== undefined || EndDateTime !== undefined,
  body({ TimeZone: _ours, ...data }, settings, before) {
    const { StartDateTime: start, EndDateTime: end, ...others } = aboutTo(data);
    return start === undefined && end === undefined
      ? others
      : { ...others, ...timesTo({ start, end }, settings, before) };
  },
  made: ({ ownerId }) => given('OwnerId', ownerId),
};

const shifted = (instant: string, minutes: number): string =>
  new Date(Date.parse(instant) + minutes * 60_000).toISOString();
const dayMinutes = 1440;

/** The last day of an all-day event is the last that it takes; here it ends with the midnight after it. */
function timesOf({ IsAllDayEvent, StartDateTime: start, EndDateTime: end }: ExternalData): ExternalData {
  if (IsAllDayEvent !== true || typeof start !== 'string') return {};
  const last = typeof end === 'string' ? end : start;
  return {
    StartDateTime: `${start.slice(0, 10)}T00:00`,
    EndDateTime: `${shifted(last, dayMinutes).slice(0, 10)}T00:00`,
  };
}

interface Times {
  readonly start: ExternalData[string] | undefined;
  readonly end: ExternalData[string] | undefined;
}

function timesTo(wanted: Times, { timeZone }: Settings, before: Row | undefined): ExternalData {
  const stood = before?.IsAllDayEvent === true ? momentsOf(before, timeZone) : before;
  const start = wanted.start ?? stood?.StartDateTime;
  if (typeof start !== 'string') return {};
  const end = wanted.end === undefined ? stood?.EndDateTime : wanted.end;
  const until = typeof end === 'string' ? end : shifted(start, usualMinutes);
  const [first, last] = [dayAt(start, timeZone), dayAt(until, timeZone)];
  if (before?.IsAllDayEvent !== true) return { StartDateTime: start, EndDateTime: until };
  return first === undefined || last === undefined || until <= start
    ? { IsAllDayEvent: false, StartDateTime: start, EndDateTime: until }
    : { StartDateTime: `${first}T00:00:00.000Z`, EndDateTime: shifted(`${last}T00:00:00.000Z`, -dayMinutes) };
}

/** The calendar day that begins at this moment in the zone, if one does. */
function dayAt(instant: string, zone: string): string | undefined {
  const wall = zonedAt(instant, zone) ?? '';
  return wall.slice(10, 16) === 'T00:00' ? wall.slice(0, 10) : undefined;
}

function momentsOf(before: Row, timeZone: string): ExternalData {
  const times = Object.entries(timesOf(before)).map(([field, wall]) => [
    field,
    instantOfZoned(`${String(wall)}[${timeZone}]`) ?? null,
  ]);
  return Object.fromEntries(times);
}
