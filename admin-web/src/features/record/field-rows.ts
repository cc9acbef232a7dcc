import type { LogView } from '../../../../shared/contract/activity.ts';
import { resourceFields } from '../../../../shared/domain/resources.ts';
import type { Base, Kind, Place, StoryRecord, Value } from './requests/story.ts';

/** One connected system and what is known of the record there. */
export interface Side {
  readonly place: Place;
  /** Absent while it is not known. */
  readonly base: Base | undefined;
  /** What was there when somebody looked. */
  readonly seen: ReadonlyMap<string, Value> | undefined;
}

export interface Told {
  readonly value: Value;
  /** `seen` just now over there; `agreed` when the two were last in step. */
  readonly how: 'seen' | 'agreed';
  /** When it was agreed on. */
  readonly at?: string;
}

export interface Why {
  readonly text: string;
  readonly at: string | undefined;
  /** The entry that can say by which rule. */
  readonly logId?: string;
}

export interface FieldRow {
  readonly field: string;
  readonly ours: Value | undefined;
  /** For each side what it has; absent where nobody knows. */
  readonly theirs: readonly (Told | undefined)[];
  readonly why: Why;
}

function toldBy({ base, seen }: Side, field: string): Told | undefined {
  const now = seen?.get(field);
  if (now !== undefined) return { value: now, how: 'seen' };
  const agreed = base?.[field];
  if (agreed === undefined) return undefined;
  return { value: agreed.external ?? agreed.value, how: 'agreed', at: agreed.at };
}

type NameOf = (integrationId: string) => string;

/** The newest side that the value came from; where none did, the newest that agreed on it. */
function agreedWith(field: string, sides: readonly Side[]) {
  const found = sides.flatMap(({ place, base }) => {
    const agreed = base?.[field];
    return agreed === undefined ? [] : [{ place, ...agreed }];
  });
  const newest = found.toSorted((one, two) => (one.at < two.at ? 1 : -1));
  return newest.find(({ by }) => by === 'external') ?? newest[0];
}

/**
 * Why a field is what it is: by what was agreed on, which knows whose value it was; the entry that changed it can say by
 * which rule. A value that came from one system is sent on to the others, so the newest entry alone would mislead.
 */
export function whyOf(
  field: string,
  logs: readonly LogView[],
  sides: readonly Side[],
  record: Pick<StoryRecord, 'updatedBy'> | null,
  nameOf: NameOf,
): Why {
  const entries = logs.filter(
    ({ changedFields, status }) => changedFields.includes(field) && status !== 'FAILED',
  );
  const agreed = agreedWith(field, sides);
  if (agreed !== undefined) {
    const { place, by, at } = agreed;
    const entry = entries.find(({ integrationId }) => integrationId === place.integrationId);
    return {
      text: agreedText(by, place.integrationName),
      at,
      ...(entry === undefined ? {} : { logId: entry.id }),
    };
  }
  const [entry] = entries;
  if (entry !== undefined) {
    const isOurs = entry.direction === 'BRITEPOOL_TO_EXTERNAL';
    const text = agreedText(isOurs ? 'local' : 'external', nameOf(entry.integrationId));
    return { text, at: entry.createdAt, logId: entry.id };
  }
  return { text: writtenBy(record, nameOf), at: undefined };
}

const agreedText = (by: Base[string]['by'], other: string): string =>
  ({
    external: `Came from ${other}`,
    local: `Written in BritePool, and sent to ${other}`,
    both: `The same in BritePool and in ${other} when they met`,
    rule: `Put together by a rule, with ${other}`,
  })[by];

function writtenBy(record: Pick<StoryRecord, 'updatedBy'> | null, nameOf: NameOf): string {
  const by = record?.updatedBy;
  if (by === undefined) return 'Nobody knows any more';
  return by.kind === 'integration' ? `Came from ${nameOf(by.id)}` : `Written in BritePool by ${by.id}`;
}

/** Every field that somebody has, in the order of the kind's fields. */
export function fieldRows(
  kind: Kind,
  record: StoryRecord | null,
  sides: readonly Side[],
  logs: readonly LogView[],
  nameOf: (integrationId: string) => string,
): readonly FieldRow[] {
  const known = Object.keys(resourceFields[kind]);
  const others = Object.keys(record?.fields ?? {}).filter((field) => !known.includes(field));
  return [...known, ...others].flatMap((field) => {
    const ours = record?.fields[field];
    const theirs = sides.map((side) => toldBy(side, field));
    if ((ours === undefined || ours === null) && theirs.every((told) => (told?.value ?? null) === null))
      return [];
    return [{ field, ours, theirs, why: whyOf(field, logs, sides, record, nameOf) }];
  });
}
