import type { LogView } from '../../../../shared/contract/activity.ts';
import { recordWord } from '../../lib/glossary.ts';
import { fieldLabel } from '../../lib/show-value.ts';
import { capital, counted, listWords } from '../../lib/words.ts';

type Told = Pick<
  LogView,
  'outcome' | 'operation' | 'direction' | 'resourceType' | 'recordTitle' | 'retryCount'
> & { readonly changedFields: readonly string[] };

/** "the task “Water the bees”", or "a task" when its name is not known. */
const subjectOf = ({ resourceType, recordTitle }: Told): string =>
  recordTitle === undefined
    ? `a ${recordWord[resourceType]}`
    : `the ${recordWord[resourceType]} “${recordTitle}”`;

const mostNamed = 3;

function fieldsOf({ resourceType, changedFields }: Told): string {
  const labels = changedFields.map((field) => fieldLabel(resourceType, field).toLowerCase());
  if (labels.length === 0) return 'something';
  if (labels.length <= mostNamed) return listWords(labels);
  return listWords([...labels.slice(0, mostNamed - 1), `${labels.length - mostNamed + 1} more`]);
}

/** The side that was written to. */
const targetOf = (log: Told, other: string): string =>
  log.direction === 'BRITEPOOL_TO_EXTERNAL' ? other : 'BritePool';

function appliedSentence(log: Told, other: string): string {
  const target = targetOf(log, other);
  if (log.operation === 'CREATE') return `added ${subjectOf(log)} to ${target}`;
  if (log.operation === 'DELETE') return `removed ${subjectOf(log)} from ${target}`;
  return `changed ${fieldsOf(log)} of ${subjectOf(log)} in ${target}`;
}

const sentences: { readonly [outcome in Told['outcome']]: (log: Told, other: string) => string } = {
  applied: appliedSentence,
  unchanged: (log) => `checked ${subjectOf(log)}: both sides are equal`,
  echo: (log) => `saw our own change to ${subjectOf(log)} come back: nothing to do`,
  duplicate: (log) => `heard the same news about ${subjectOf(log)} again: nothing to do`,
  superseded: (log) => `skipped an older change to ${subjectOf(log)}: a newer one is in place`,
  held: (log) => `held back ${subjectOf(log)} until something else is there`,
  conflict: (log) => `found that both sides changed ${subjectOf(log)}: somebody has to decide`,
  rejected: (log, other) => `could not write ${subjectOf(log)} to ${targetOf(log, other)}`,
  dead: (log) => `gave up on ${subjectOf(log)} after ${counted(log.retryCount + 1, 'try', 'tries')}`,
};

/** What became of a change, as one sentence for people: "Changed title and status of the task “…” in BritePool". */
export const sentenceOf = (log: Told, other: string): string => capital(sentences[log.outcome](log, other));
