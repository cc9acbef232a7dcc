import type { Standing } from '../../lib/glossary.ts';
import { capital, listWords, numberWord } from '../../lib/words.ts';
import { needsSomebody } from './need.ts';

const is = (count: number, rest: string) => `${numberWord(count)} ${count === 1 ? 'is' : 'are'} ${rest}`;

/** How things are, as one sentence: "Five are healthy, one is paused and two need you." */
export function summaryOf(standings: readonly Standing[]): string {
  const count = (wanted: Standing) => standings.filter((standing) => standing === wanted).length;
  const needing = standings.filter(needsSomebody).length;
  if (standings.length === 0) return 'Nothing is connected yet.';
  if (count('healthy') === standings.length) {
    if (standings.length === 1) return 'It is healthy.';
    return standings.length === 2 ? 'Both are healthy.' : `All ${numberWord(standings.length)} are healthy.`;
  }
  const parts = [
    [count('healthy'), 'healthy'],
    [count('importing'), 'bringing over their first records'],
    [count('paused'), 'paused'],
    [count('off'), 'switched off'],
  ] as const;
  const said = parts.flatMap(([number, rest]) => (number === 0 ? [] : [is(number, singular(rest, number))]));
  if (needing > 0) said.push(`${numberWord(needing)} ${needing === 1 ? 'needs' : 'need'} you`);
  return `${capital(listWords(said))}.`;
}

const singular = (text: string, count: number): string => (count === 1 ? text.replace('their', 'its') : text);
