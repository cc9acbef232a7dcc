import type { UnknownValue, UnknownValueStore } from '../../application/ports.ts';
import { copy } from './memory.ts';

export const memoryUnknownValueStore = (): UnknownValueStore => {
  const known = new Map<string, UnknownValue>();
  const keyOf = ({ integrationId, resourceType, field, value }: UnknownValue) =>
    JSON.stringify([integrationId, resourceType, field, value]);
  return {
    async note(values) {
      const fresh = [...new Map(values.toReversed().map((item) => [keyOf(item), item])).values()].filter(
        (item) => !known.has(keyOf(item)),
      );
      for (const item of fresh) known.set(keyOf(item), copy(item));
      return fresh;
    },
    list: async (integrationId) =>
      copy([...known.values()].filter((item) => item.integrationId === integrationId)).sort((a, b) =>
        a.firstSeenAt < b.firstSeenAt ? -1 : a.firstSeenAt > b.firstSeenAt ? 1 : 0,
      ),
    async forget(values) {
      for (const item of values) known.delete(keyOf(item));
    },
  };
};
