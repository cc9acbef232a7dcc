/** Deepest nesting of brackets outside strings, found without building anything. */
export function depthOf(text: string): number {
  let [depth, max, inString, escaped] = [0, 0, false, false];
  for (const letter of text) {
    if (escaped) escaped = false;
    else if (letter === '\\') escaped = inString;
    else if (letter === '"') inString = !inString;
    else if (!inString && (letter === '{' || letter === '[')) max = Math.max(max, ++depth);
    else if (!inString && (letter === '}' || letter === ']')) depth--;
  }
  return max;
}
