const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const checks = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** The three letters that make 15 case-sensitive ones safe: which of each five are capitals. */
const suffix = (short: string): string =>
  [0, 5, 10]
    .map((from) => {
      const bits = [...short.slice(from, from + 5)].map((letter, at) => (/[A-Z]/.test(letter) ? 1 << at : 0));
      return checks[bits.reduce((sum, bit) => sum + bit, 0)];
    })
    .join('');

export const longId = (id: string): string => (id.length === 15 ? `${id}${suffix(id)}` : id);

/** The n-th id of an object; later ones sort after earlier ones. */
export function idOf(prefix: string, count: number): string {
  let [left, text] = [count, ''];
  for (let place = 0; place < 7; place++) {
    text = `${letters[left % 62]}${text}`;
    left = Math.floor(left / 62);
  }
  return longId(`${prefix}Wx000${text}`.slice(0, 15));
}

export const isId = (text: string): boolean => /^[A-Za-z0-9]{15}([A-Za-z0-9]{3})?$/.test(text);
