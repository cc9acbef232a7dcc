interface Entry<Value> {
  readonly value: Promise<Value>;
  readonly loadedAt: number;
}

const mostEntries = 1000;
/** What was loaded this recently is fresh enough for anybody: floods of bad requests cause no floods of loads. */
const freshMs = 2000;

/** `now` always loads; `asOf` takes what was loaded at that time (in ms) or later. Remembers what `load` answered for at most `seconds`; simultaneous callers share one load; failures are not kept. */
export function cached<Value>(
  load: (key: string) => Promise<Value>,
  seconds: number,
  now: () => number = Date.now,
): (key: string, fresh?: 'fresh' | 'now' | { readonly asOf: number }) => Promise<Value> {
  const entries = new Map<string, Entry<Value>>();
  return (key, fresh) => {
    const known = entries.get(key);
    const longest = fresh === 'now' ? 0 : fresh === 'fresh' ? freshMs : seconds * 1000;
    const earliest = typeof fresh === 'object' ? fresh.asOf : Number.NEGATIVE_INFINITY;
    if (known !== undefined && now() - known.loadedAt < longest && known.loadedAt >= earliest)
      return known.value;
    const value = load(key);
    entries.set(key, { value, loadedAt: now() });
    value.catch(() => entries.delete(key));
    if (entries.size > mostEntries) entries.delete(entries.keys().next().value ?? '');
    return value;
  };
}
