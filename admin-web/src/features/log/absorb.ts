interface Entry {
  readonly id: string;
}
export interface Page<E extends Entry> {
  readonly entries: readonly E[];
  readonly cursor: string | undefined;
}

/** The known pages with the same entries in the same places, each as the newest page has it. */
export function refresh<E extends Entry, P extends Page<E>>(pages: readonly P[], newest: P): readonly P[] {
  const current = new Map(newest.entries.map((entry) => [entry.id, entry]));
  return pages.map((page) => ({
    ...page,
    entries: page.entries.map((entry) => current.get(entry.id) ?? entry),
  }));
}

/**
 * Puts the newest page, just fetched, before the pages that are known: new entries first, known ones brought up to
 * date in place, none twice. `undefined` when so much happened that the two do not meet: what lies between is unknown.
 */
export function absorb<E extends Entry, P extends Page<E>>(
  pages: readonly P[],
  newest: P,
): readonly P[] | undefined {
  const known = new Set(pages.flatMap(({ entries }) => entries.map(({ id }) => id)));
  const fresh = newest.entries.filter(({ id }) => !known.has(id));
  const meets = fresh.length < newest.entries.length || newest.cursor === undefined || known.size === 0;
  if (!meets) return undefined;
  const [first, ...rest] = refresh<E, P>(pages, newest);
  return first === undefined ? [newest] : [{ ...first, entries: [...fresh, ...first.entries] }, ...rest];
}

/** All entries of the pages in order, none twice. */
export const flatten = <E extends Entry>(pages: readonly Page<E>[]): readonly E[] => [
  ...new Map(pages.flatMap(({ entries }) => entries.map((entry) => [entry.id, entry] as const))).values(),
];
