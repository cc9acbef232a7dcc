import type { Awaited, WaitingPair, WaitingStore } from '../../application/ports.ts';
import { copy } from './memory.ts';

export const memoryWaitingStore = (): WaitingStore => {
  const known = new Map<string, WaitingPair>();
  const keyOf = ({ integrationId, awaited, waiting }: WaitingPair) =>
    JSON.stringify([integrationId, targetOf(awaited), waiting.resourceType, waiting.side, waiting.recordId]);
  const targetOf = ({ resourceType, side, id }: Awaited) => JSON.stringify([resourceType, side, id]);
  return {
    async remember(pairs) {
      const fresh = pairs.filter((pair) => !known.has(keyOf(pair)));
      for (const pair of fresh) known.set(keyOf(pair), copy(pair));
      return fresh;
    },
    async waitingFor(integrationId, awaited) {
      const wanted = new Set(awaited.map(targetOf));
      return copy(
        [...known.values()].filter(
          (pair) => pair.integrationId === integrationId && wanted.has(targetOf(pair.awaited)),
        ),
      );
    },
    async list(integrationId) {
      return copy([...known.values()].filter((pair) => pair.integrationId === integrationId));
    },
    async forget(pairs) {
      for (const pair of pairs) known.delete(keyOf(pair));
    },
    async removeAll(integrationId) {
      for (const [key, pair] of known) if (pair.integrationId === integrationId) known.delete(key);
    },
  };
};
