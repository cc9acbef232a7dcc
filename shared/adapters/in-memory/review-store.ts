import type { ReviewStore } from '../../application/ports.ts';
import type { MatchReview } from '../../domain/match-review.ts';
import { keepEntry } from './audit-store.ts';
import { copy, follows, type Memory } from './memory.ts';
import { pageOf } from './paging.ts';

export const memoryReviewStore = (memory: Memory): ReviewStore => {
  const put = (review: MatchReview): 'written' | 'stale' => {
    if (!follows(memory.reviews.get(review.id), review.version)) return 'stale';
    memory.reviews.set(review.id, copy(review));
    return 'written';
  };
  return {
    async get(id) {
      return copy(memory.reviews.get(id));
    },
    async getMany(ids) {
      return [...new Set(ids)].flatMap((id) => copy(memory.reviews.get(id)) ?? []);
    },
    async list(integrationId, { status }, page) {
      const all = [...memory.reviews.values()].filter(
        (item) => item.integrationId === integrationId && (status === undefined || item.status === status),
      );
      return pageOf(all, page, (item) => `${item.createdAt}#${item.id}`);
    },
    put: async (review) => put(review),
    async act(review, entry) {
      const answer = put(review);
      if (answer === 'written') keepEntry(memory, entry);
      return answer;
    },
    async removeAll(integrationId) {
      const mine = [...memory.reviews.values()].filter((item) => item.integrationId === integrationId);
      for (const { id } of mine) memory.reviews.delete(id);
      return mine.length;
    },
  };
};
