/** The JSON of a text, or `undefined`: what it has to be is said by a shape. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What cannot be an id of monday.com names nothing there; all others are asked for. */
export const isId = (text: string): boolean => /^\d{1,20}$/.test(text);
