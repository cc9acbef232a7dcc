/** Remembers what `load` answered for at most `seconds`; simultaneous callers share one load; failures are not kept. */
export function cached<Value>(
  load: (key: string) => Promise<Value>,
  seconds: number,
  now: () => number = Date.now,
): (key: string, fresh?: 'fresh') => Promise<Value> {
  const entries = new Map<string, { readonly value: Promise<Value>; readonly until: number }>();
  return (key, fresh) => {
    const known = entries.get(key);
    if (fresh === undefined && known !== undefined && known.until > now()) return known.value;
    const value = load(key);
    entries.set(key, { value, until: now() + seconds * 1000 });
    value.catch(() => entries.delete(key));
    if (entries.size > 1000) entries.delete(entries.keys().next().value ?? '');
    return value;
  };
}
