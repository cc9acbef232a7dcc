const small = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];

/** A count as one reads it in a sentence: words up to twelve, then digits. */
export const numberWord = (count: number): string => small[count] ?? count.toLocaleString('en-GB');

export const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** A reason as somebody or the service wrote it, to stand among sentences: "it rests" is "It rests.". */
export const sentence = (text: string): string => (/[.!?]$/.test(text) ? capital(text) : `${capital(text)}.`);

/** "a", "a and b", "a, b and c". */
export const listWords = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;

/** "1 record", "3 records". */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
