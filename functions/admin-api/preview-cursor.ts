import * as z from 'zod';
import type { PreviewState } from '../../shared/application/first-sync/preview.ts';
import { previewCounts } from '../../shared/contract/first-sync.ts';
import { ProblemError } from '../runtime/http/problem.ts';

const state = z.object({
  counts: z.array(z.custom<PreviewState['counts'][number]>((item) => previewCounts.safeParse(item).success)),
  next: z.object({ stream: z.string(), cursor: z.nullable(z.string()) }),
});

export const writeCursor = (now: PreviewState): string =>
  Buffer.from(JSON.stringify(now)).toString('base64url');

/** Where the caller's preview stands; nothing yet without a cursor. */
export function readCursor(cursor: string | undefined): PreviewState {
  if (cursor === undefined) return { counts: [] };
  try {
    return state.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw new ProblemError(400, 'invalid', 'The cursor is not one that this preview handed out', {
      errors: [{ pointer: '/cursor', detail: 'Start again without a cursor.' }],
      hint: 'Begin the preview again.',
    });
  }
}
