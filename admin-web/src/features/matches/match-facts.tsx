import type { ReactNode } from 'react';
import { Moment } from '../../components/moment.tsx';
import { recordWord } from '../../lib/glossary.ts';
import { matchedBy } from '../../lib/pair-words.ts';
import { capital } from '../../lib/words.ts';
import { numbersOf, type Row, typeOf } from './rows.ts';

/** Kind, numbers and times of one line. */
export function MatchFacts({ row, other }: { readonly row: Row; readonly other: string }) {
  const { ours, theirs } = numbersOf(row);
  const how = row.kind === 'pair' ? matchedBy(row.pair.matchedBy) : undefined;
  return (
    <dl className="facts">
      <Fact name="Kind">{capital(recordWord[typeOf(row)])}</Fact>
      <Fact name="Number in BritePool">{ours ?? 'none'}</Fact>
      <Fact name={`Number in ${other}`}>{theirs ?? 'none'}</Fact>
      {row.kind === 'pair' && (
        <>
          <Fact name="Last synced">
            <Moment at={row.pair.lastSyncedAt} label="" />
          </Fact>
          <Fact name="A match since">
            <Moment at={row.pair.createdAt} label="" />
          </Fact>
        </>
      )}
      {how !== undefined && <Fact name="How they met">{how}</Fact>}
    </dl>
  );
}

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);
