import { describe, expect, it } from 'vitest';
import { wasAskedFor } from '../../shared/domain/pair-log.ts';
import { aChange } from '../contract/support/samples.ts';

describe('"nothing to do" gets an entry', () => {
  it.each(['webhook', 'edit', 'retry', 'manual'] as const)('for whatever came by %s', (cause) => {
    expect(wasAskedFor({ change: aChange({ cause }) })).toBe(true);
  });

  it('for none of the thousands of records that a run finds unchanged over there', () => {
    expect(wasAskedFor({ change: aChange({ cause: 'poll', side: 'external' }) })).toBe(false);
  });

  it('for a record of ours that a run handed on: it waited in the queue, and the ledger waits for its end', () => {
    expect(wasAskedFor({ change: aChange({ cause: 'poll', side: 'local' }) })).toBe(true);
  });
});
