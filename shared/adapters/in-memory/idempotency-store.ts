import type { IdempotencyStore, IdempotentRequest, KeptAnswer } from '../../application/ports.ts';

type Kept = IdempotentRequest & { readonly answer?: KeptAnswer };

export function memoryIdempotencyStore(kept: Map<string, Kept> = new Map()): IdempotencyStore {
  const mine = ({ id, lockedUntil }: IdempotentRequest) => {
    const known = kept.get(id);
    return known?.lockedUntil === lockedUntil && known.answer === undefined;
  };
  return {
    async begin(request, now) {
      const known = kept.get(request.id);
      if (known !== undefined && known.expiresAt > now) {
        if (known.fingerprint !== request.fingerprint) return { outcome: 'other' };
        if (known.answer !== undefined) return { outcome: 'done', answer: known.answer };
        if (known.lockedUntil > now) return { outcome: 'running' };
      }
      kept.set(request.id, { ...request });
      return { outcome: 'begun' };
    },
    async finish(request, answer) {
      if (mine(request)) kept.set(request.id, { ...request, answer: { ...answer } });
    },
    async forget(request) {
      if (mine(request)) kept.delete(request.id);
    },
  };
}
