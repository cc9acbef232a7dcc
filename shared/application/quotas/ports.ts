import type { RateBucket } from '../../domain/token-bucket.ts';

/** What all workers draw their requests from. One write a lease: who lost a race is told what is stored. */
export interface RateBuckets {
  /** As it is stored at this moment; `undefined` for one that nobody drew from lately. */
  get(id: string): Promise<RateBucket | undefined>;
  /**
   * Writes the bucket if the stored one has `bucket.version - 1`, and forgets it some time after `until` (milliseconds
   * since 1970), when nothing in it counts any more.
   */
  put(
    bucket: RateBucket,
    until: number,
  ): Promise<
    { readonly outcome: 'written' } | { readonly outcome: 'stale'; readonly stored: RateBucket | undefined }
  >;
}
