import { useSyncExternalStore } from 'react';

interface Waiting {
  readonly timer: number;
  /** What was meant, for the line that offers to take it back. */
  readonly text: string;
  readonly run: () => void;
}

const waiting = new Map<string, Waiting>();
const readers = new Set<() => void>();
let shown: ReadonlyMap<string, string> = new Map();

function changed(): void {
  shown = new Map([...waiting].map(([key, { text }]) => [key, text]));
  for (const each of readers) each();
}

/** How long an act can be taken back, in seconds. */
export const undoSeconds = 10;

/** Carries `run` out in ten seconds unless it is taken back. Leaving the page carries it out at once: it was meant. */
export function later(key: string, text: string, run: () => void): void {
  takeBack(key);
  waiting.set(key, { run, text, timer: window.setTimeout(() => carryOut(key), undoSeconds * 1000) });
  changed();
}

/** Nothing was done yet, and nothing will be. */
export function takeBack(key: string): void {
  const found = waiting.get(key);
  if (found === undefined) return;
  window.clearTimeout(found.timer);
  waiting.delete(key);
  changed();
}

function carryOut(key: string): void {
  const found = waiting.get(key);
  takeBack(key);
  found?.run();
}

window.addEventListener('pagehide', () => {
  for (const key of [...waiting.keys()]) carryOut(key);
});

function subscribe(reader: () => void): () => void {
  readers.add(reader);
  return () => readers.delete(reader);
}

/** What can still be taken back: the texts by key. */
export const useWaiting = (): ReadonlyMap<string, string> => useSyncExternalStore(subscribe, () => shown);
