import * as z from 'zod';

const object = z.record(z.string(), z.unknown());
const list = z.array(z.unknown());
/** Numbers that are the same every time. */
const fixed = new Set(['status', 'limit', 'offset']);
/** Ids, times and addresses differ from run to run, and `…` says that something was left out. */
const varies = (text: string) => /[\d…]/.test(text);

/**
 * Where a printed answer is not the one that a page shows: a shown part is missing, of another type, or another value.
 * The page may show less than is printed, and of a list the items that matter.
 */
export function differences(shown: unknown, printed: unknown, place = ''): readonly string[] {
  const given = object.safeParse(shown);
  const items = list.safeParse(shown);
  if (items.success) return listDifferences(items.data, printed, place);
  if (!given.success)
    return same(shown, printed, place) ? [] : [`${place}: printed ${JSON.stringify(printed)}`];
  const real = object.safeParse(printed);
  if (!real.success) return [`${place}: no object`];
  return Object.entries(given.data).flatMap(([key, each]) =>
    Object.hasOwn(real.data, key)
      ? differences(each, real.data[key], `${place}/${key}`)
      : [`${place}/${key}: missing`],
  );
}

function listDifferences(shown: readonly unknown[], printed: unknown, place: string): readonly string[] {
  const real = list.safeParse(printed);
  if (!real.success) return [`${place}: no list`];
  return shown.flatMap((each, index) => {
    const found = real.data.some((one) => differences(each, one).length === 0);
    return found ? [] : [`${place}/${index}: nothing like it in ${JSON.stringify(printed).slice(0, 600)}`];
  });
}

function same(shown: unknown, printed: unknown, place: string): boolean {
  if (typeof shown !== typeof printed) return false;
  if (typeof shown === 'number') return !fixed.has(place.split('/').at(-1) ?? '') || shown === printed;
  return (typeof shown === 'string' && varies(shown)) || shown === printed;
}
