/**
 * Reads CSV by the grammar of RFC 4180, letter by letter, and takes off the apostrophe that keeps a cell from being
 * computed. Throws where a line does not end with CR LF or a quote stands where none may.
 */
export function parseCsv(text: string): string[][] {
  return rawCells(text).map((row) => row.map((cell) => cell.replace(/^'/, '')));
}

/** Cells as a spreadsheet gets them. */
export function rawCells(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const { cell, next } = text[at] === '"' ? quoted(text, at + 1) : plain(text, at);
    row.push(cell);
    at = next;
    if (text[at] === ',') at++;
    else if (text.startsWith('\r\n', at)) {
      rows.push(row);
      row = [];
      at += 2;
    } else throw new Error(`Neither a comma nor the end of a line at ${at}.`);
  }
  if (row.length > 0) throw new Error('The last line has no end.');
  return rows;
}

function plain(text: string, from: number): { readonly cell: string; readonly next: number } {
  let next = from;
  while (next < text.length && !',"\r\n'.includes(text.charAt(next))) next++;
  return { cell: text.slice(from, next), next };
}

function quoted(text: string, from: number): { readonly cell: string; readonly next: number } {
  let cell = '';
  for (let at = from; at < text.length; at++) {
    if (text[at] !== '"') cell += text[at];
    else if (text[at + 1] === '"') {
      cell += '"';
      at++;
    } else return { cell, next: at + 1 };
  }
  throw new Error('A quote is never closed.');
}
