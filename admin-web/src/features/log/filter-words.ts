import { actWord, recordWord, resultWord } from '../../lib/glossary.ts';
import { spanWords } from '../../lib/spans.ts';
import { capital } from '../../lib/words.ts';
import type { LogFilter } from './log-filter.ts';
import { outcomeWord } from './log-words.ts';

const line = <Value>(label: string, value: Value | undefined, word: (value: Value) => string) =>
  value === undefined ? [] : [`${label}: ${word(value)}`];
const asItIs = (text: string) => text;

/** A choice in words, one line for each part. */
export function filterWords(filter: LogFilter, nameOf: (integrationId: string) => string): readonly string[] {
  const { result, act, kind, outcome, integration, find, run } = filter;
  return [
    ...line('Integration', integration, nameOf),
    ...line('Outcome', result, (value) => resultWord[value].text),
    ...line('What happened', act, (value) => actWord[value]),
    ...line('Kind of record', kind, (value) => capital(recordWord[value])),
    ...line('What became of it', outcome, (value) => outcomeWord[value]),
    ...line('When', spanWords(filter), asItIs),
    ...line('Number of the record', find, asItIs),
    ...line('Run', run, asItIs),
  ];
}
