import type { Listing, PageRequest } from '../../../shared/application/ports.ts';

/** Every item of a list, page after page; fails where a list never ends. */
export async function walk<Item>(
  list: (page: PageRequest) => Promise<Listing<Item>>,
  limit: number,
): Promise<readonly Item[]> {
  const all: Item[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < 500; pages++) {
    const page = await list({ limit, ...(cursor === undefined ? {} : { cursor }) });
    if (page.items.length > limit) throw new Error('A page holds more than was asked for.');
    all.push(...page.items);
    cursor = page.cursor;
    if (cursor === undefined) return all;
  }
  throw new Error('The list does not end.');
}

/** How many of `times` simultaneous calls ended with `answer`. */
export async function race<Answer>(
  times: number,
  call: (index: number) => Promise<Answer>,
): Promise<readonly Answer[]> {
  return Promise.all(Array.from({ length: times }, (_, index) => call(index)));
}

/** The times as a list that begins with the newest shows them. */
export const newestFirst = (times: readonly string[]): readonly string[] =>
  [...times].sort((a, b) => (a < b ? 1 : a > b ? -1 : 0));
