import { describe, expect, test } from 'vitest';
import {
  afterFault,
  FaultError,
  type FaultKind,
  faultKinds,
  faultOf,
  liesInTheSystem,
} from '../../shared/domain/fault.ts';

describe('what follows from a failure', () => {
  const after: { readonly [kind in FaultKind]: string } = {
    'rate-limited': 'retry',
    unavailable: 'retry',
    conflict: 'retry',
    bug: 'retry',
    unauthorized: 'reconnect',
    forbidden: 'stop-stream',
    drifted: 'stop-stream',
    'not-found': 'park',
    rejected: 'park',
  };
  test.each(faultKinds)('is decided for %s', (kind) => {
    expect(afterFault({ kind, message: '' }).act).toBe(after[kind]);
  });

  test('the wait that the vendor asked for is kept', () => {
    expect(afterFault({ kind: 'rate-limited', message: '', retryAfterSeconds: 17 })).toEqual({
      act: 'retry',
      delaySeconds: 17,
    });
    expect(afterFault({ kind: 'unavailable', message: '', retryAfterSeconds: 17 })).toEqual({
      act: 'retry',
      delaySeconds: 17,
    });
  });

  test('without one, a rate limit waits a minute and an outage backs off', () => {
    expect(afterFault({ kind: 'rate-limited', message: '' })).toEqual({ act: 'retry', delaySeconds: 60 });
    expect(afterFault({ kind: 'unavailable', message: '' })).toStrictEqual({ act: 'retry' });
  });

  test('what was set aside goes on once the system is well and lets us in, if that was the matter', () => {
    const lying = faultKinds.filter((kind) => liesInTheSystem({ kind, message: '' }));
    expect(lying).toEqual(['unavailable', 'unauthorized']);
  });

  test('what nobody foresaw is a bug of ours, with its name', () => {
    expect(faultOf(new TypeError('x is undefined'))).toEqual({
      kind: 'bug',
      message: 'TypeError: x is undefined',
    });
    expect(faultOf('odd')).toEqual({ kind: 'bug', message: 'odd' });
    const fault = { kind: 'rejected', message: 'no' } as const;
    expect(faultOf(new FaultError(fault))).toBe(fault);
    expect(String(new FaultError(fault))).toBe('FaultError: no');
  });
});
