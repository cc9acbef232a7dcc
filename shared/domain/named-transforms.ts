import { toInstant } from './dates.ts';
import { hundredths, isoOfMinutes, minutesOfIso } from './durations.ts';
import { hold, type Reading, shapeOf, value } from './reading.ts';
import type { FieldKind } from './resources.ts';
import type { FieldValue } from './values.ts';
import { isZone, zonedAt } from './zoned.ts';

/** A transform that is chosen by its name. Which directions it has is said by which functions it has. */
export interface NamedTransform {
  readonly label: string;
  /** The kinds of our fields that it serves. */
  readonly kinds: readonly FieldKind[];
  /** What its `target` may be; absent: it takes none. */
  readonly targets?: readonly string[] | 'zone';
  readonly inward?: (raw: FieldValue, target: string) => Reading;
  readonly outward?: (ours: FieldValue, target: string) => Reading;
}

type Scalar = string | number;
const from =
  <Kind extends Scalar>(
    is: (raw: FieldValue) => raw is Kind,
    what: string,
    make: (raw: Kind, target: string) => FieldValue | undefined,
  ) =>
  (raw: FieldValue, target: string): Reading => {
    const made = is(raw) ? make(raw, target) : undefined;
    return made === undefined ? hold(`expected ${what}, found ${shapeOf(raw)}`) : value(made);
  };
const isText = (raw: FieldValue): raw is string => typeof raw === 'string';
const isNumber = (raw: FieldValue): raw is number => typeof raw === 'number' && Number.isFinite(raw);

const instantOf = (milliseconds: number): string | undefined => {
  const time = new Date(milliseconds);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
};
const epoch = (label: string, perSecond: number): NamedTransform => ({
  label,
  kinds: ['instant'],
  inward: from(isNumber, 'a time since 1970', (raw) => instantOf((raw * 1000) / perSecond)),
  outward: from(isText, 'a moment (a calendar day is none)', (ours) => {
    const instant = toInstant(ours);
    return instant === undefined ? undefined : Math.floor((Date.parse(instant) * perSecond) / 1000);
  }),
});
const perMinute = (label: string, what: string, factor: number, round: (amount: number) => number) =>
  ({
    label,
    kinds: ['number'],
    inward: from(isNumber, what, (raw) => hundredths(raw / factor)),
    outward: from(isNumber, 'minutes', (ours) => round(ours * factor)),
  }) satisfies NamedTransform;
const text = (label: string, change: (text: string) => string): NamedTransform => ({
  label,
  kinds: ['text'],
  inward: from(isText, 'a text', (raw) => emptyIsNull(change(raw))),
  outward: from(isText, 'a text', change),
});
const emptyIsNull = (result: string): FieldValue => (result === '' ? null : result);

const namePart = (name: string, part: string): string => {
  const [first = '', ...rest] = name.trim().split(/\s+/);
  return part === 'first' ? first : rest.join(' ');
};

/** Every named transform there is; what an admin may choose from. */
export const namedTransforms: { readonly [name: string]: NamedTransform } = {
  splitName: {
    label: 'First or last part of a full name',
    kinds: ['text'],
    targets: ['first', 'last'],
    outward: from(isText, 'a name', namePart),
  },
  taskStatusToBool: {
    label: 'Whether the task is completed',
    kinds: ['enum'],
    outward: from(isText, 'a status', (ours) => ours === 'COMPLETED'),
  },
  dateToTimestamp: epoch('Moment as milliseconds since 1970', 1000),
  epochMilliseconds: epoch('Moment as milliseconds since 1970', 1000),
  epochSeconds: epoch('Moment as seconds since 1970', 1),
  dayInZone: {
    label: 'Calendar day on which a moment falls in a time zone',
    kinds: ['plain-date'],
    targets: 'zone',
    inward: from(isText, 'a moment with its zone', (raw, zone) => {
      const instant = toInstant(raw);
      return instant === undefined ? undefined : zonedAt(instant, zone)?.slice(0, 10);
    }),
  },
  secondsToMinutes: perMinute('Duration in seconds', 'seconds', 60, Math.round),
  millisecondsToMinutes: perMinute('Duration in milliseconds', 'milliseconds', 60_000, Math.round),
  hoursToMinutes: {
    label: 'Duration in decimal hours',
    kinds: ['number'],
    // Systems that count decimal hours round to hundredths; whole minutes survive that, nothing finer does.
    inward: from(isNumber, 'hours', (raw) => Math.round(raw * 60)),
    outward: from(isNumber, 'minutes', (ours) => hundredths(ours / 60)),
  },
  isoDurationToMinutes: {
    label: 'Duration like PT1H30M',
    kinds: ['number'],
    inward: from(isText, 'a duration like PT1H30M', minutesOfIso),
    outward: from(isNumber, 'minutes', isoOfMinutes),
  },
  trim: text('Text without space around it', (raw) => raw.trim()),
  lowerCase: text('Text in small letters', (raw) => raw.toLowerCase()),
  upperCase: text('Text in capital letters', (raw) => raw.toUpperCase()),
  commaSeparated: {
    label: 'List written as one text with commas',
    kinds: ['set'],
    inward: from(isText, 'a text with commas', (raw) => {
      const items = [...new Set(raw.split(',').map((item) => item.trim()))].filter((item) => item !== '');
      return items.length === 0 ? null : items.sort((a, b) => (a < b ? -1 : 1));
    }),
    outward: (ours) => {
      const items: readonly FieldValue[] = Array.isArray(ours) ? ours : [];
      const joinable = items.every((item) => typeof item !== 'object' && !String(item).includes(','));
      return joinable
        ? value(items.map(String).join(', '))
        : hold('an item that holds a comma cannot be listed');
    },
  },
};

/** The transform of this name; `undefined` when there is none, whatever the name. */
export const namedTransform = (name: string): NamedTransform | undefined =>
  Object.hasOwn(namedTransforms, name) ? namedTransforms[name] : undefined;

/** Why the target does not fit the transform, in words. */
export function targetMistake(transform: NamedTransform, target: string | undefined): string | undefined {
  const { targets } = transform;
  if (targets === undefined) return target === undefined ? undefined : 'This transform takes no target.';
  if (targets === 'zone')
    return target !== undefined && isZone(target) ? undefined : 'Give a time zone like Europe/Berlin.';
  return target !== undefined && targets.includes(target)
    ? undefined
    : `Choose one of ${targets.join(', ')}.`;
}
