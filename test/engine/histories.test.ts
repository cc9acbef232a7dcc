import { describe } from 'vitest';
import { aboutHistories } from './support/histories.ts';
import { proveAll } from './support/prove-all.ts';

describe('whatever happens to two systems, in whatever order, with deaths, duplicates and losses', () => {
  proveAll(aboutHistories);
});
