import { recordWord } from '../../../lib/glossary.ts';
import { counted, listWords, numberWord } from '../../../lib/words.ts';
import type { LedgerView } from '../requests/ledger.ts';

type Totals = LedgerView['totals'];

/** What became of the changes of a day, in one sentence that adds up. */
export function accountText({ received, ended, inFlight, missing }: Totals): string {
  if (received === 0) return 'No changes were received in the last 24 hours.';
  const of = (...outcomes: readonly string[]) =>
    outcomes.reduce((sum, outcome) => sum + (ended[outcome] ?? 0), 0);
  const parts = [
    [of('applied'), 'applied'],
    [of('unchanged', 'echo', 'duplicate', 'superseded'), 'with nothing left to do'],
    [of('held', 'conflict'), 'waiting for somebody or something'],
    [of('rejected', 'dead'), 'set aside'],
    [inFlight, 'on their way'],
  ] as const;
  const told = parts.flatMap(([count, what]) =>
    count === 0 ? [] : [`${count.toLocaleString('en-GB')} ${what}`],
  );
  const lost = missing === 0 ? 'none lost' : `${numberWord(missing)} missing`;
  return `${counted(received, 'change')} received in the last 24 hours: ${listWords([...told, lost])}.`;
}

/** One change that is missing, as somebody would search for it. */
export const missingText = ({ resourceType, recordId, side }: LedgerView['missing'][number], other: string) =>
  `${recordWord[resourceType]} ${recordId ?? 'without an id'} ${side === 'external' ? `in ${other}` : 'in BritePool'}`;
