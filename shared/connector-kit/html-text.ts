/** The entities that people and editors write. */
const named: { readonly [entity: string]: string } = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' },
};

const decoded = (entity: string, name: string): string => {
  if (!name.startsWith('#')) return named[name] ?? entity;
  const code = Number(name[1] === 'x' || name[1] === 'X' ? `0${name.slice(1)}` : name.slice(1));
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : entity;
};

/** The text of notes that a vendor keeps as HTML, line by line and without formatting; nothing where there is none. */
export function textOf(html: string | null | undefined): string | null {
  const text = (html ?? '')
    .replace(/\r\n?/g, '\n')
    // Between tags a line break is only layout.
    .replace(/>\s*\n\s*</g, '><')
    .replace(/<br\s*\/?>/gi, '\n')
    .replace(/<\/(p|div|li|h[1-6]|tr)>/gi, '\n')
    .replace(/<[a-z/!][^>]*>/gi, '')
    .replace(/&(#?\w{1,8});/g, decoded)
    .trim();
  return text === '' ? null : text;
}

/** The text as HTML that reads as the same text. */
export const htmlOf = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\n', '<br>');
