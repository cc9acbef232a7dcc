interface Entry {
  readonly id: string;
}
export interface Page<E extends Entry> {
  readonly entries: readonly E[];
  readonly cursor: string | undefined;
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
  const current = new Map(newest.entries.map((entry) => [entry.id, entry]));
  const updated = pages.map((page) => ({
    ...page,
    entries: page.entries.map((entry) => current.get(entry.id) ?? entry),
  }));
  const [first, ...rest] = updated;
  return first === undefined ? [newest] : [{ ...first, entries: [...fresh, ...first.entries] }, ...rest];
}

/** All entries of the pages in order, none twice. */
export const flatten = <E extends Entry>(pages: readonly Page<E>[]): readonly E[] => [
  ...new Map(pages.flatMap(({ entries }) => entries.map((entry) => [entry.id, entry] as const))).values(),
];

/** How many entries lie before the one that heads the list the reader sees. */
export function newerThan(entries: readonly Entry[], head: string | undefined): number {
  const position = head === undefined ? 0 : entries.findIndex(({ id }) => id === head);
  return Math.max(0, position);
}
