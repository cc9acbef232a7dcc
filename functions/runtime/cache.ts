interface Entry<Value> {
  readonly value: Promise<Value>;
  readonly loadedAt: number;
}

const mostEntries = 1000;
/** What was loaded this recently is fresh enough for anybody: floods of bad requests cause no floods of loads. */
const freshMs = 2000;

/** `now` always loads. Remembers what `load` answered for at most `seconds`; simultaneous callers share one load; failures are not kept. */
export function cached<Value>(
  load: (key: string) => Promise<Value>,
  seconds: number,
  now: () => number = Date.now,
): (key: string, fresh?: 'fresh' | 'now') => Promise<Value> {
  const entries = new Map<string, Entry<Value>>();
  return (key, fresh) => {
    const known = entries.get(key);
    const longest = fresh === undefined ? seconds * 1000 : fresh === 'now' ? 0 : freshMs;
    if (known !== undefined && now() - known.loadedAt < longest) return known.value;
    const value = load(key);
    entries.set(key, { value, loadedAt: now() });
    value.catch(() => entries.delete(key));
    if (entries.size > mostEntries) entries.delete(entries.keys().next().value ?? '');
    return value;
  };
}
