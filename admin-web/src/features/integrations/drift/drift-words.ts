import type { Word } from '../../../lib/glossary.ts';
import { counted, listWords } from '../../../lib/words.ts';
import type { DriftView } from '../requests/drift.ts';

type Counts = NonNullable<DriftView['last']>['counts'];
type Reason = DriftView['differences'][number]['reason'];

export const reasonWord: { readonly [reason in Reason]: Word } = {
  unexplained: { text: 'No reason known', tone: 'bad' },
  conflict: { text: 'Needs a decision', tone: 'warn' },
  held: { text: 'Held', tone: 'warn' },
  waiting: { text: 'On its way', tone: 'calm' },
  'one-way': { text: 'May differ', tone: 'calm' },
};

/** "6 differ because they wait, 2 because both sides changed them": why what differs differs, gravest last. */
const because = (counts: Counts): readonly string[] =>
  [
    [counts.waiting, 'because a change is on its way'],
    [counts['one-way'], 'because they may'],
    [counts.held, 'because a value is held'],
    [counts.conflict, 'because both sides changed them'],
    [counts.unexplained, 'for no reason that is known'],
  ].flatMap(([count, why]) =>
    Number(count) > 0 ? [`${counted(Number(count), 'differs', 'differ')} ${why}`] : [],
  );

/** What a comparison came to, in one or two sentences. */
export function resultText({ counts, share }: { readonly counts: Counts; readonly share: number }): string {
  const of = `${share.toLocaleString('en-GB')} % of ${counted(counts.fields, 'compared field')}`;
  const equal = `${of} ${counts.fields === 1 ? 'is' : 'are'} equal.`;
  if (counts.fields === 0) return 'There was nothing to compare.';
  const reasons = because(counts);
  const rest = reasons.length === 0 ? '' : ` ${listWords(reasons)}.`;
  const mended =
    counts.repaired === 0
      ? ''
      : ` ${counted(counts.repaired, 'field')} differed for no reason and ${counts.repaired === 1 ? 'was' : 'were'} put right.`;
  return `${equal}${rest}${mended}`;
}

/** What was not compared, as a sentence; `undefined` where all was. */
export function leftOutText({ alone, unread }: Counts): string | undefined {
  const parts = [
    ...(alone > 0 ? [`${counted(alone, 'pair')} ${alone === 1 ? 'is' : 'are'} left alone`] : []),
    ...(unread > 0 ? [`${counted(unread, 'pair')} could not be read`] : []),
  ];
  return parts.length === 0 ? undefined : `${listWords(parts)}.`;
}

/** How far a comparison is; `share` (0–1) only while the end is known. */
export function comparisonProgress({ counts, expected }: NonNullable<DriftView['running']>): {
  readonly text: string;
  readonly share: number | undefined;
} {
  const done = counts.pairs + counts.alone + counts.unread;
  if (expected === null || expected < done || expected === 0)
    return { text: `Comparing: ${counted(done, 'pair')} so far`, share: undefined };
  const text = `Comparing: ${done.toLocaleString('en-GB')} of about ${counted(expected, 'pair')}`;
  return { text, share: done / expected };
}
