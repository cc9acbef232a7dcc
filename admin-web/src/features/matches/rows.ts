import type * as z from 'zod/mini';
import type { aloneView, claimView, MappingView } from '../../../../shared/contract/mappings.ts';
import { recordWord, type Word } from '../../lib/glossary.ts';
import { pairWord } from '../../lib/pair-words.ts';
import { capital } from '../../lib/words.ts';
import type { PairPage } from './requests/list-pairs.ts';

/** One line of the list: two records that are one, one that is being created over there, or one left alone. */
export type Row =
  | { readonly kind: 'pair'; readonly pair: MappingView }
  | { readonly kind: 'creating'; readonly claim: z.output<typeof claimView> }
  | { readonly kind: 'alone'; readonly alone: z.output<typeof aloneView> };

/** All lines of the pages in order, none twice: what is on its way first, what has no partner last. */
export function rowsOf(pages: readonly PairPage[]): readonly Row[] {
  const rows: readonly Row[] = pages.flatMap(({ creating, mappings, alone }) => [
    ...creating.map((claim): Row => ({ kind: 'creating', claim })),
    ...mappings.map((pair): Row => ({ kind: 'pair', pair })),
    ...alone.map((each): Row => ({ kind: 'alone', alone: each })),
  ]);
  return [...new Map(rows.map((row) => [keyOf(row), row])).values()];
}

export const keyOf = (row: Row): string => {
  if (row.kind === 'pair') return row.pair.id;
  if (row.kind === 'creating') return `creating ${row.claim.resourceType} ${row.claim.internalId}`;
  return `alone ${row.alone.resourceType} ${row.alone.side} ${row.alone.recordId}`;
};

export const typeOf = (row: Row): MappingView['resourceType'] => {
  if (row.kind === 'pair') return row.pair.resourceType;
  return row.kind === 'creating' ? row.claim.resourceType : row.alone.resourceType;
};

const naming = ['title', 'name', 'description', 'email', 'date'];

/** What people call the records of a line: their title as both last agreed on it, else their number. */
export function nameOf(row: Row): string {
  const kind = capital(recordWord[typeOf(row)]);
  if (row.kind === 'creating') return `${kind} ${row.claim.internalId}`;
  if (row.kind === 'alone') return `${kind} ${row.alone.recordId}`;
  const agreed = naming.map((field) => row.pair.base[field]?.value);
  const name = agreed.find((value) => typeof value === 'string' && value.trim() !== '');
  return typeof name === 'string' ? name : `${kind} ${row.pair.internalId}`;
}

/** The numbers of a line's records: ours, and the one over there. */
export function numbersOf(row: Row): { readonly ours?: string; readonly theirs?: string } {
  if (row.kind === 'pair') return { ours: row.pair.internalId, theirs: row.pair.externalId };
  if (row.kind === 'creating') return { ours: row.claim.internalId };
  return row.alone.side === 'local' ? { ours: row.alone.recordId } : { theirs: row.alone.recordId };
}

const creating: Word = { text: 'Being created', tone: 'calm' };

export const stateOf = (row: Row): { readonly word: Word; readonly text: string } => {
  if (row.kind === 'pair') return { word: pairWord[row.pair.state.kind], text: row.pair.state.text };
  if (row.kind === 'creating') return { word: creating, text: row.claim.text };
  const { how, by, reason } = row.alone.leftAlone;
  return {
    word: pairWord[how === 'excluded' ? 'EXCLUDED' : 'UNLINKED'],
    text: `It has no partner, and ${by} said that it stays alone: “${reason}”.`,
  };
};
