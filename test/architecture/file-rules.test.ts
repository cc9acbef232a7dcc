import { describe, expect, it } from 'vitest';
import { medianLines, misnamed, tooLong } from './file-rules.ts';
import { existingFolders, sourcesOf } from './sources.ts';

const sources = sourcesOf(...existingFolders);
const lines = (count: number) => 'x\n'.repeat(count);

describe('files', () => {
  it('have at most 300 lines', () => {
    expect(tooLong(sources)).toEqual([]);
  });

  it('hold one idea each: the middle one has at most 80 lines', () => {
    expect(medianLines(sources)).toBeLessThanOrEqual(80);
  });

  it('and folders are named in kebab-case', () => {
    expect(misnamed(sources.map(({ path }) => path))).toEqual([]);
  });
});

describe('the rules about files', () => {
  it('notice a file of 301 lines and let one of 300 pass', () => {
    const long = { path: 'shared/a.ts', text: lines(301) };
    const fixture = { path: 'shared/__fixtures__/b.ts', text: lines(900) };
    expect(tooLong([long, { path: 'shared/c.ts', text: lines(300) }, fixture])).toEqual(['shared/a.ts']);
  });

  it.each(['shared/doThings.ts', 'shared/Do-things.ts', 'shared/do_things.ts', 'shared/myFolder/a.ts'])(
    'notice the name %s',
    (path) => {
      expect(misnamed([path])).toEqual([path]);
    },
  );

  it.each(['shared/do-things.ts', 'test/do-things.test.ts', 'shared/a/__tests__/b.test.ts', 'v.config.ts'])(
    'let the name %s pass',
    (path) => {
      expect(misnamed([path])).toEqual([]);
    },
  );

  it('take the middle file, not the average', () => {
    const text = [1, 2, 300].map((count) => ({ path: 'a.ts', text: lines(count) }));
    expect(medianLines(text)).toBe(2);
  });
});
