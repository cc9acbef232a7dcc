/**
 * Maps in order with at most `limit` calls under way. After the first rejection nothing more begins; it is thrown
 * once everything under way has ended, so that no write outlives its caller.
 */
export async function mapConcurrently<In, Out>(
  items: readonly In[],
  limit: number,
  work: (item: In, index: number) => Promise<Out>,
): Promise<Out[]> {
  const results: Out[] = new Array(items.length);
  const failures: unknown[] = [];
  const queue = items.entries();
  async function lane(): Promise<void> {
    for (const [index, item] of queue) {
      try {
        results[index] = await work(item, index);
      } catch (error) {
        failures.push(error);
      }
      if (failures.length > 0) return;
    }
  }
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, lane));
  if (failures.length > 0) throw failures[0];
  return results;
}

/** All answers, as `Promise.all`; a failure is thrown only once everything has ended, so that no write outlives it. */
export async function together<const Work extends readonly unknown[]>(
  work: Work,
): Promise<{ -readonly [key in keyof Work]: Awaited<Work[key]> }> {
  await Promise.allSettled(work);
  return Promise.all(work);
}
