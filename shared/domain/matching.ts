import type { Integration } from './integration.ts';
import type { ReviewDecision } from './match-review.ts';
import type { ResourceType } from './resources.ts';
import { canonicalText, type Fields, type FieldValue, fieldValue } from './values.ts';

/** Fields that must have a value, and fields that have to be equal too, be it in being empty. */
interface KeyFields {
  readonly needed: readonly string[];
  readonly beside: readonly string[];
  /** What the key is called in a sentence. */
  readonly words: string;
  /** BritePool has one record of a key; a second one would be a mistake. */
  readonly oneOfAKind: boolean;
}

const keyFields: { readonly [type in ResourceType]: KeyFields } = {
  TASK: { needed: ['title'], beside: ['dueDate'], words: 'title and due date', oneOfAKind: false },
  MEMBER: { needed: ['email'], beside: [], words: 'e-mail address', oneOfAKind: true },
  PARTICIPATION_LOG: {
    needed: ['memberId', 'date', 'minutes'],
    beside: ['startedAt'],
    words: 'member, date and duration',
    oneOfAKind: false,
  },
  EVENT: { needed: ['title', 'startsAt'], beside: [], words: 'title and start', oneOfAKind: false },
  COMMITTEE: { needed: ['name'], beside: [], words: 'name', oneOfAKind: true },
  COMMITTEE_MEMBER: {
    needed: ['committeeId', 'memberId'],
    beside: [],
    words: 'committee and member',
    oneOfAKind: true,
  },
};

/**
 * Text that is equal for two records that may be linked without asking; `undefined` when a value that it needs is
 * missing. Capitals, surrounding and repeated white space make no difference.
 */
export function matchKey(type: ResourceType, fields: Fields): string | undefined {
  const { needed, beside } = keyFields[type];
  const values = [...needed, ...beside].map((field) => plain(fieldValue(fields, field)));
  return values.slice(0, needed.length).includes(null) ? undefined : canonicalText([type, ...values]);
}

const plain = (value: FieldValue): FieldValue =>
  typeof value === 'string' ? value.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase() : value;

/** A record of ours with the newcomer's key. */
export interface MatchCandidate {
  readonly id: string;
  /** It has its counterpart in this integration, or one is being created. */
  readonly taken: boolean;
}

export interface MatchView {
  readonly integration: Pick<Integration, 'matchMode'>;
  readonly resourceType: ResourceType;
  readonly candidates: readonly MatchCandidate[];
  /** Other newcomers of the same batch with the same key. */
  readonly twins: number;
  /** What a person decided about this very record. */
  readonly decided?: ReviewDecision;
}

/** What becomes of an external record that has no counterpart yet. */
export type Match =
  | { readonly act: 'link'; readonly internalId: string; readonly by: string }
  | { readonly act: 'create' }
  | { readonly act: 'review'; readonly candidates: readonly string[]; readonly reason: string }
  | { readonly act: 'leave'; readonly reason: string };

/** Links before it creates, and asks where more than one could be meant. Pure. */
export function decideMatch(view: MatchView): Match {
  const { integration, resourceType: type, candidates, twins, decided } = view;
  if (decided !== undefined) return asDecided(decided);
  const { words, oneOfAKind } = keyFields[type];
  const free = candidates.filter(({ taken }) => !taken).map(({ id }) => id);
  const review = (reason: string): Match => ({
    act: 'review',
    candidates: candidates.map(({ id }) => id),
    reason,
  });
  if (free.length === 0 && candidates.length > 0 && oneOfAKind)
    return review(`the record here with the same ${words} is linked to another one over there`);
  const [only, second] = free;
  if (only === undefined)
    return integration.matchMode === 'MATCH_ONLY'
      ? { act: 'leave', reason: `nothing here has the same ${words}, and this integration creates nothing` }
      : { act: 'create' };
  if (second !== undefined) return review(`${free.length} records here have the same ${words}`);
  if (twins > 0) return review(`${twins + 1} records over there have the same ${words}`);
  return { act: 'link', internalId: only, by: words };
}

function asDecided(decided: ReviewDecision): Match {
  if (decided.act === 'link') return { ...decided, by: 'hand' };
  return decided.act === 'create' ? decided : { act: 'leave', reason: 'a person decided to leave it out' };
}
