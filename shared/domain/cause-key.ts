import type { Fault } from './fault.ts';

const longest = 60;

/**
 * What many failures have in common, as a short name without spaces: the kind of fault and its sentence without the ids,
 * numbers and quoted values that tell one record from another. Equal causes give equal names.
 */
export function causeKeyOf({ kind, message }: Pick<Fault, 'kind' | 'message'>): string {
  const pattern = message
    .toLowerCase()
    .replace(/"[^"]*"|“[^”]*”|«[^»]*»/g, ' x ')
    .replace(/[^\s"]*\d[^\s"]*/g, ' n ')
    .replace(/[^\p{L}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  const cut = pattern.slice(0, longest);
  return `${kind}:${cut === pattern ? cut : `${cut}-${checksum(pattern)}`}`;
}

const checksum = (text: string): string =>
  [...text].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0, 7).toString(36);
