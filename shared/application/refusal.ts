import type { ConnectionStep } from '../domain/external.ts';

/** Why a request is not carried out: a value, because the caller can mend it. */
export type Refusal =
  | { readonly refused: 'not-found'; readonly message: string }
  | {
      readonly refused: 'invalid';
      readonly errors: readonly { readonly pointer: string; readonly message: string }[];
    }
  | { readonly refused: 'name-taken'; readonly message: string }
  | { readonly refused: 'connection-failed'; readonly steps: readonly ConnectionStep[] }
  | {
      readonly refused: 'stale';
      readonly message: string;
      /** What changed meanwhile, field by field, where that is known. */
      readonly changes?: readonly { readonly pointer: string; readonly message: string }[];
    }
  | { readonly refused: 'unreachable'; readonly message: string }
  /** Begun and not finished; the same request once more finishes it. */
  | { readonly refused: 'unfinished'; readonly message: string }
  | { readonly refused: 'busy'; readonly message: string; readonly jobId: string }
  | { readonly refused: 'not-running'; readonly message: string }
  | {
      readonly refused: 'not-linkable';
      readonly code: LinkProblem;
      readonly message: string;
      readonly pointer?: string;
    };

/** Why two records cannot be made a pair, or one be left alone, as things stand. */
export type LinkProblem =
  | 'already-paired'
  | 'being-created'
  | 'different-kind'
  | 'not-there'
  | 'sign-in-needed'
  | 'unlinked';

export const isRefused = <Result extends object>(result: Result | Refusal): result is Refusal =>
  'refused' in result;
