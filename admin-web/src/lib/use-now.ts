import { useSyncExternalStore } from 'react';

const everyMs = 10_000;
let now = Date.now();
const readers = new Set<() => void>();
let timer: number | undefined;

function subscribe(reader: () => void): () => void {
  readers.add(reader);
  timer ??= window.setInterval(() => {
    now = Date.now();
    for (const each of readers) each();
  }, everyMs);
  return () => {
    readers.delete(reader);
    if (readers.size > 0) return;
    window.clearInterval(timer);
    timer = undefined;
  };
}

/** The time (epoch ms), moving on every ten seconds for all readers together. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => now);
