import { parkedOperations } from '../../../../../shared/contract/parked.ts';
import type { Api } from '../../../lib/api.ts';

/** Which changes are meant: some that were picked, or all of a cause. */
export type Target =
  | { readonly ids: readonly string[] }
  | { readonly cause: { readonly causeKey: string; readonly integrationId?: string } };

export interface Progress {
  readonly done: number;
  readonly refused: number;
  /** Why the first of them was refused. */
  readonly why?: string;
}

const atOnce = 100;

/** One act for many changes, call after call until none is left. Those that are refused stay as they are. */
export async function actOnMany(
  api: Api,
  request: { readonly act: 'retry' | 'drop'; readonly target: Target; readonly reason?: string },
  onProgress: (progress: Progress) => void,
): Promise<Progress> {
  const { act, target, reason } = request;
  let progress: Progress = { done: 0, refused: 0 };
  const call = async (which: object) => {
    const body = { act, ...which, ...(reason === undefined ? {} : { reason }) };
    const { results, cursor } = await api(parkedOperations.actOnParked, { body });
    const refused = results.filter(({ outcome }) => outcome === 'refused');
    const why = progress.why ?? refused[0]?.message;
    progress = {
      done: progress.done + results.length - refused.length,
      refused: progress.refused + refused.length,
      ...(why === undefined ? {} : { why }),
    };
    onProgress(progress);
    return cursor;
  };
  if ('ids' in target) {
    for (let at = 0; at < target.ids.length; at += atOnce)
      await call({ ids: target.ids.slice(at, at + atOnce) });
    return progress;
  }
  let cursor = await call(target);
  while (cursor !== undefined) cursor = await call({ ...target, cursor });
  return progress;
}
