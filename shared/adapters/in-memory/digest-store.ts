import type { DigestState, DigestStore } from '../../application/ports.ts';
import { copy, follows } from './memory.ts';

export function memoryDigestStore(): DigestStore {
  let stored: DigestState | undefined;
  return {
    async get() {
      return copy(stored);
    },
    async put(state) {
      if (!follows(stored, state.version)) return 'stale';
      stored = copy(state);
      return 'written';
    },
  };
}
