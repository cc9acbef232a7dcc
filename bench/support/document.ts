const begin = (name: string): string => `<!-- figures: ${name} -->`;
const end = '<!-- end of figures -->';

/** The document with this block of figures written anew. Throws when it has no place for them. */
export function withFigures(document: string, name: string, figures: string): string {
  const from = document.indexOf(begin(name));
  const to = document.indexOf(end, from);
  if (from < 0 || to < 0) throw new Error(`The document has no place for the figures "${name}".`);
  return `${document.slice(0, from)}${begin(name)}\n\n${figures.trim()}\n\n${document.slice(to)}`;
}

const number = /\d[\d,]*(?:\.\d+)?/g;
const read = (text: string): number => Number(text.replaceAll(',', ''));

/**
 * Lines in which two documents say something else. Numbers may differ by a share of the larger one, or by one in the last
 * place that is shown.
 */
export function differences(before: string, after: string, share: number): readonly string[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const lines = Array.from(
    { length: Math.max(old.length, now.length) },
    (_, at) => [old[at], now[at]] as const,
  );
  return lines
    .filter(([one, other]) => one !== other && !isAlike(one ?? '', other ?? '', share))
    .map(([one = 'nothing', other = 'nothing']) => `it says:  ${one.trim()}\n  now it is: ${other.trim()}`);
}

function isAlike(one: string, other: string, share: number): boolean {
  if (one.replace(number, '#') !== other.replace(number, '#')) return false;
  const [a, b] = [one.match(number) ?? [], other.match(number) ?? []];
  return a.every((text, at) => {
    const [x, y] = [read(text), read(b[at] ?? '')];
    const places = text.split('.')[1]?.length ?? 0;
    return Math.abs(x - y) <= Math.max(Math.abs(x), Math.abs(y)) * share + 1.001 * 10 ** -places;
  });
}

/** A Markdown table; columns after the first are numbers. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, at) => (at === 0 ? '---' : '---:'));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}
