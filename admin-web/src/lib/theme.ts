import { useSyncExternalStore } from 'react';

export type Theme = 'light' | 'dark';

const key = 'theme';
const system = window.matchMedia('(prefers-color-scheme: dark)');
const readers = new Set<() => void>();

const chosen = (): Theme | undefined => {
  const stored = window.localStorage.getItem(key);
  return stored === 'light' || stored === 'dark' ? stored : undefined;
};
const current = (): Theme => chosen() ?? (system.matches ? 'dark' : 'light');

/** Puts the reader's choice on the page; without one the system decides. */
export function applyTheme(): void {
  const theme = chosen();
  if (theme === undefined) delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

export function chooseTheme(theme: Theme): void {
  window.localStorage.setItem(key, theme);
  applyTheme();
  for (const reader of readers) reader();
}

function subscribe(reader: () => void): () => void {
  readers.add(reader);
  system.addEventListener('change', reader);
  return () => {
    readers.delete(reader);
    system.removeEventListener('change', reader);
  };
}

export const useTheme = (): Theme => useSyncExternalStore(subscribe, current);
