/** A piece of a line: plain, bold, slanted, as typed, or a link. */
export interface Piece {
  readonly kind: 'plain' | 'bold' | 'slanted' | 'typed' | 'link';
  readonly text: string;
  readonly href?: string;
}
export type Line = readonly Piece[];

export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly line: Line }
  | { readonly kind: 'paragraph'; readonly line: Line }
  /** `path` as the page writes it, beside itself. */
  | { readonly kind: 'picture'; readonly text: string; readonly path: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'steps' | 'list'; readonly items: readonly Item[] }
  | { readonly kind: 'table'; readonly head: readonly Line[]; readonly rows: readonly (readonly Line[])[] };
export interface Item {
  readonly line: Line;
  readonly below: readonly Line[];
}

const piece = /\*\*(.+?)\*\*|`([^`]+)`|\[([^\]]+)\]\(([^)]+)\)|\*([^*]+)\*/g;

/** Splits a line into its pieces. A link to another of our documents is told as text. */
export function lineOf(text: string): Line {
  const pieces: Piece[] = [];
  let from = 0;
  const plain = (until: number) => {
    if (until > from) pieces.push({ kind: 'plain', text: text.slice(from, until) });
  };
  for (const found of text.matchAll(piece)) {
    const [all, bold, typed, label, href, slanted] = found;
    plain(found.index);
    from = found.index + all.length;
    if (bold !== undefined) pieces.push({ kind: 'bold', text: bold.replaceAll('`', '') });
    else if (typed !== undefined) pieces.push({ kind: 'typed', text: typed });
    else if (slanted !== undefined) pieces.push({ kind: 'slanted', text: slanted });
    else if (label !== undefined && href !== undefined)
      pieces.push(
        /^(https:|#)/.test(href) ? { kind: 'link', text: label, href } : { kind: 'plain', text: label },
      );
  }
  plain(text.length);
  return pieces;
}

/** What a line says, without how it is set. */
export const textOf = (line: Line): string => line.map(({ text }) => text).join('');

/** The name by which a link finds a heading: "Begin here" is `#begin-here`, as on GitHub. */
export const anchorOf = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');

const cells = (row: string): Line[] =>
  row
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => lineOf(cell.trim()));

/** The blocks of a page as our guides are written: headings, paragraphs, pictures, steps, lists, tables and code. */
export function blocksOf(page: string): readonly Block[] {
  const blocks = page
    .replace(/```\w*\n([\s\S]*?)```/g, (_, code: string) => `\n${fence}${code.replaceAll('\n', newline)}\n`)
    .split(/\n\s*\n/);
  return blocks.flatMap((text) => (text.trim() === '' ? [] : [blockOf(text.trim())]));
}

// Stand for what would end a block or a line inside of code.
const fence = '\u0001';
const newline = '\u0002';

function blockOf(text: string): Block {
  if (text.startsWith(fence)) return { kind: 'code', text: text.slice(1).replaceAll(newline, '\n').trim() };
  const [, marks, title] = /^(#+)\s+(.*)/.exec(text) ?? [];
  if (marks !== undefined) return { kind: 'heading', level: marks.length, line: lineOf(title ?? '') };
  const [, seen, path] = /^!\[([^\]]*)\]\(([^)]+)\)$/.exec(text) ?? [];
  if (path !== undefined) return { kind: 'picture', text: seen ?? '', path };
  if (text.startsWith('|')) {
    const [head = '', , ...rows] = text.split('\n');
    return { kind: 'table', head: cells(head), rows: rows.map(cells) };
  }
  if (/^\d+\. /.test(text)) return { kind: 'steps', items: itemsOf(text, /^\d+\. /) };
  if (/^- /.test(text)) return { kind: 'list', items: itemsOf(text, /^- /) };
  return { kind: 'paragraph', line: lineOf(text.replaceAll(/\s*\n\s*/g, ' ')) };
}

function itemsOf(text: string, mark: RegExp): readonly Item[] {
  const items: { line: string; below: string[] }[] = [];
  for (const row of text.split('\n')) {
    const last = items.at(-1);
    const under = last?.below ?? [];
    if (mark.test(row)) items.push({ line: row.replace(mark, ''), below: [] });
    else if (/^\s+- /.test(row)) under.push(row.trim().slice(2));
    else if (last !== undefined && under.length > 0) under[under.length - 1] += ` ${row.trim()}`;
    else if (last !== undefined) last.line += ` ${row.trim()}`;
  }
  return items.map(({ line, below }) => ({ line: lineOf(line), below: below.map(lineOf) }));
}
