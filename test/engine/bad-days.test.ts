import { describe } from 'vitest';
import { aboutBadDays } from './support/bad-days.ts';
import { proveAll } from './support/prove-all.ts';

describe('on bad days', () => {
  proveAll(aboutBadDays);
});
