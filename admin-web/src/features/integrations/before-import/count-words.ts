import { recordWord } from '../../../lib/glossary.ts';
import { counted } from '../../../lib/words.ts';
import type { ImportCounts } from '../requests/count-import.ts';

/** What a first import would do with the records of one kind at `other`, in one sentence. */
export function countSentence(
  {
    resourceType,
    looked,
    toCreate,
    toLink,
    ambiguous,
    rejected,
    alreadyLinked,
    leftAlone,
  }: ImportCounts[number],
  other: string,
): string {
  const one = recordWord[resourceType];
  const many = `${one}s`;
  if (looked === 0) return `There are no ${many} at ${other} yet.`;
  const parts = [
    `${counted(toCreate, one)} would come here`,
    `${number(toLink)} would be linked to ${many} that are here already`,
    `${number(ambiguous)} could be several: you will be asked`,
    `${number(rejected)} cannot be read`,
    ...(alreadyLinked > 0 ? [`${number(alreadyLinked)} ${are(alreadyLinked)} linked already`] : []),
    ...(leftAlone > 0 ? [`${number(leftAlone)} would be left alone`] : []),
  ];
  return `${parts.join(', ')}.`;
}

/** How far the count is. */
export function countingText(counts: ImportCounts, isDone: boolean): string {
  const records = counted(
    counts.reduce((sum, { looked }) => sum + looked, 0),
    'record',
  );
  return isDone ? `Counted: ${records}. Nothing was written.` : `Counting: ${records} so far …`;
}

const number = (count: number): string => count.toLocaleString('en-GB');
const are = (count: number): string => (count === 1 ? 'is' : 'are');
