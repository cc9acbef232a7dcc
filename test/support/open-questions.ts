import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unanswered } from '../../shared/connector-kit/todo.ts';

const root = join(import.meta.dirname, '..', '..');
/** In a text a question goes to the last mark of its line; what is thrown stands in quotes. */
const asked = new RegExp(`${unanswered} ([^\\n|]*[?.])|\\btodo\\(\\s*(['"\`])(.*?)\\2,?\\s*\\)`, 'gs');

/** Questions that the connector in this folder has not answered, in its code and its page, as `file:line Not answered yet: …`. */
export function questionsIn(folder: string): readonly string[] {
  const files = globSync([`shared/connectors/${folder}/**/*.{ts,md}`, `docs/connecting/${folder}.md`], {
    cwd: root,
  });
  return files.sort().flatMap((path) => questionsOf(path, readFileSync(join(root, path), 'utf8')));
}

/** The same of one text. */
export function questionsOf(path: string, text: string): readonly string[] {
  return [...text.matchAll(asked)].map(({ 1: written, 3: thrown, index }) => {
    const line = text.slice(0, index).split('\n').length;
    return `${path}:${line} ${unanswered} ${(written ?? thrown ?? '').trim()}`;
  });
}
