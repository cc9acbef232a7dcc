/** What spreadsheets compute instead of showing it, also behind blanks and in wide letters, and our own mark. */
const computed = /^(?:[\t\r\n']|\s*[=+\-@＝＋－＠])/;
const mark = "'";

/**
 * One line of RFC 4180, with its CR LF. A cell that a spreadsheet would take for a formula begins with an apostrophe that
 * is not part of the value; so does one that begins with an apostrophe, so that every value can be had back.
 */
export const csvLine = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`;

function cell(value: string): string {
  const shown = computed.test(value) ? `${mark}${value}` : value;
  return /[",\r\n]|^\s|\s$/.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown;
}
