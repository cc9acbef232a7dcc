import { describe, expect, it } from 'vitest';
import { offences, sourceRules } from './source-rules.ts';
import { existingFolders, sourcesOf } from './sources.ts';

const sources = sourcesOf(...existingFolders);
/** Fewer would mean that the files were not found. */
const fewestSources = 150;

describe('in the sources of this repository', () => {
  it('there are files to look at', () => {
    expect(sources.length).toBeGreaterThan(fewestSources);
  });

  it.each(sourceRules)('$title', (rule) => {
    expect(sources.filter(({ path }) => rule.appliesTo(path))).not.toEqual([]);
    expect(offences([rule], sources)).toEqual([]);
  });
});

describe('the rule that', () => {
  it.each(sourceRules)('$title: notices every example of the contrary', (rule) => {
    expect(rule.caught).not.toEqual([]);
    for (const each of rule.caught) expect(offences([rule], [each])).toHaveLength(1);
  });

  it.each(sourceRules)('$title: lets pass what only looks like it', (rule) => {
    expect(offences([rule], rule.allowed)).toEqual([]);
  });
});
