import { basename, dirname } from 'node:path';
import type { Source } from './sources.ts';

const longestFile = 300;
/** Generated files, recorded payloads and pure tables of data may be long. */
const mayBeLong = /\/__fixtures__\/|\.generated\.ts$|\.gen\.ts$/;

/** Files longer than a reader wants to scroll. */
export const tooLong = (sources: readonly Source[]): readonly string[] =>
  sources
    .filter(({ path, text }) => !mayBeLong.test(path) && text.trimEnd().split('\n').length > longestFile)
    .map(({ path }) => path);

const kebab = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const folderNames = new Set(['__tests__', '__fixtures__', '.']);

/** Files and folders not named in kebab-case (after it, `.test`, `.config` and the like are fine). */
export const misnamed = (paths: readonly string[]): readonly string[] =>
  paths.filter((path) => {
    const folders = dirname(path)
      .split('/')
      .filter((name) => !folderNames.has(name));
    const [stem = ''] = basename(path).replace(/^_+/, '').split('.');
    return ![stem.replace(/^\$/, ''), ...folders].every((name) => kebab.test(name));
  });

/** Lines of the file in the middle when all are sorted by length. */
export function medianLines(sources: readonly Source[]): number {
  const lengths = sources.map(({ text }) => text.trimEnd().split('\n').length).sort((a, b) => a - b);
  return lengths[Math.floor(lengths.length / 2)] ?? 0;
}
