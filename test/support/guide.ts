/** The names of the pictures that a page shows, in its order. */
export const picturesIn = (page: string): readonly string[] =>
  [...page.matchAll(/!\[[^\]]+\]\(pictures\/([a-z-]+)\.png\)/g)].map(([, name = '']) => name);

/** What a page sets in bold: the names of buttons, links and headings on the screen. */
export const namesIn = (page: string): readonly string[] => [
  ...new Set(
    [...page.matchAll(/\*\*([^*]+)\*\*/g)].map(([, name = '']) =>
      name.replace(/\s+/g, ' ').replace(/\.$/, ''),
    ),
  ),
];

/** Whether the sources show this text whole: between tags, as an attribute or as a string. */
export function isShown(name: string, sources: string): boolean {
  const words = name
    .split(' ')
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('\\s+');
  return new RegExp(`(?:[>}'"\`]|^)\\s*${words}\\s*(?:[<{'"\`]|$)`, 'm').test(sources);
}

export interface Row {
  readonly path: string;
  readonly anchor: string;
}

/** The table of the pages at the head of the guide. */
export const pagesIn = (page: string): readonly Row[] =>
  [...page.matchAll(/^\| [^|]+ \| \[[^\]]+\]\(#([^)]+)\) \| `([^`]+)` \|$/gm)].map(
    ([, anchor = '', path = '']) => ({ path, anchor }),
  );

/** The chapters of a page: their titles, each with all that stands below it. */
export const chaptersIn = (page: string): ReadonlyMap<string, string> =>
  new Map(
    page
      .split(/^## /m)
      .slice(1)
      .map((chapter) => [chapter.split('\n')[0] ?? '', chapter]),
  );
