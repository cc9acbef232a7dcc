import { diffWordsWithSpace } from 'diff';

/** A text with the words marked that are new against the text before. */
export function ChangedWords({ before, now }: { readonly before: string; readonly now: string }) {
  if (now.length + before.length > longest) return now;
  let at = 0;
  return diffWordsWithSpace(before, now)
    .filter(({ removed }) => !removed)
    .map(({ value, added }) => {
      at += value.length;
      return added ? <mark key={at}>{value}</mark> : <span key={at}>{value}</span>;
    });
}

/** Comparing longer texts word by word would hold up the page. */
const longest = 20_000;
