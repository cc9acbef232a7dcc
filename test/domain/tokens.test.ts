import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isOutdated,
  type Renewal,
  renewAheadSeconds,
  stepAfterRefusal,
  tokenStep,
  withoutToken,
  withToken,
} from '../../shared/domain/tokens.ts';

const at = '2026-03-01T10:00:00.000Z';
const later = (seconds: number) => new Date(Date.parse(at) + seconds * 1000).toISOString();
const typed = { clientId: 'app', clientSecret: 's3cret' };
const hour = withToken(typed, { accessToken: 'a1', refreshToken: 'r1', lifetimeSeconds: 3600 }, at);

describe('a token that lives an hour', () => {
  test.each([
    [0, 'use'],
    [3299, 'use'],
    [3300, 'renew-soon'],
    [3599, 'renew-soon'],
    [3600, 'renew'],
    [90_000, 'renew'],
  ] as const)('after %i s: %s', (seconds, step) => {
    expect(tokenStep(hour, 'refresh', later(seconds))).toBe(step);
  });

  test('that cannot be refreshed is used until the vendor refuses it: our clock is not the judge', () => {
    expect(tokenStep(hour, 'person', later(90_000))).toBe('use');
    const { refreshToken: _none, ...without } = hour;
    expect(tokenStep(without, 'refresh', later(90_000))).toBe('use');
  });
});

describe('the time before its end at which a token is renewed', () => {
  test('is none for a token that does not end, and five minutes where nobody knows its age', () => {
    expect(renewAheadSeconds({ ...typed, obtainedAt: at })).toBe(0);
    expect(renewAheadSeconds({ ...typed, expiresAt: later(3600) })).toBe(300);
    expect(tokenStep({ ...typed, accessToken: 'a', expiresAt: later(301) }, 'mint', at)).toBe('use');
    expect(tokenStep({ ...typed, accessToken: 'a', expiresAt: later(300) }, 'mint', at)).toBe('renew-soon');
  });
});

describe('before the first token', () => {
  test('what can be minted is minted, and a person is asked where only a person helps', () => {
    expect(tokenStep(typed, 'mint', at)).toBe('renew');
    expect(tokenStep({ ...typed, refreshToken: 'pasted' }, 'refresh', at)).toBe('renew');
    expect(tokenStep(typed, 'refresh', at)).toBe('reconnect');
    expect(tokenStep(typed, 'person', at)).toBe('reconnect');
  });

  test('keys, passwords and pasted tokens are used as they are', () => {
    expect(tokenStep({ token: 'pat' }, 'none', at)).toBe('use');
  });
});

describe('an answer of the token endpoint', () => {
  test('replaces the token and keeps what an admin typed', () => {
    expect(hour).toEqual({
      ...typed,
      accessToken: 'a1',
      refreshToken: 'r1',
      obtainedAt: at,
      expiresAt: later(3600),
    });
    expect(withoutToken(hour)).toEqual(typed);
  });

  test('says where the account’s API is, and the next answer that does not say keeps it', () => {
    const there = withToken(typed, { accessToken: 'a1', apiBaseUrl: 'https://eu.vendor.example' }, at);
    expect(there).toStrictEqual({
      ...typed,
      ...{ accessToken: 'a1', obtainedAt: at, apiBaseUrl: 'https://eu.vendor.example' },
    });
    const { apiBaseUrl } = withToken(there, { accessToken: 'a2' }, later(60));
    expect(apiBaseUrl).toBe('https://eu.vendor.example');
    expect(Object.keys(hour)).not.toContain('apiBaseUrl');
  });

  test('without a refresh token keeps the one before; without a lifetime the token does not end', () => {
    const next = withToken(hour, { accessToken: 'a2' }, later(3000));
    expect(next).toMatchObject({ accessToken: 'a2', refreshToken: 'r1', obtainedAt: later(3000) });
    expect(next.expiresAt).toBeUndefined();
    expect(tokenStep(next, 'refresh', later(10_000_000))).toBe('use');
  });
});

describe('after a refusal', () => {
  test('a token that somebody else stored meanwhile is tried before anything is renewed', () => {
    const renewed = withToken(hour, { accessToken: 'a2', refreshToken: 'r2' }, later(60));
    expect(stepAfterRefusal(hour, renewed, 'refresh')).toBe('use-stored');
  });

  test('the token is renewed where it can be, and else a person is asked', () => {
    expect(stepAfterRefusal(hour, hour, 'refresh')).toBe('renew');
    expect(stepAfterRefusal(hour, hour, 'mint')).toBe('renew');
    expect(stepAfterRefusal(hour, hour, 'person')).toBe('reconnect');
  });

  test('a secret without any token is no reason to try it: the token is renewed', () => {
    expect(stepAfterRefusal(hour, typed, 'mint')).toBe('renew');
    expect(stepAfterRefusal(hour, typed, 'refresh')).toBe('reconnect');
  });

  test('a changed password helps only where the password itself is shown to the vendor', () => {
    const changed = { ...hour, clientSecret: 'n3w' };
    expect(stepAfterRefusal(hour, changed, 'refresh')).toBe('renew');
    const known = { user: 'ada', password: 'old' };
    expect(stepAfterRefusal(known, { ...known, password: 'new' }, 'none')).toBe('use-stored');
    expect(stepAfterRefusal(known, { ...known, workspace: 'w1' }, 'none')).toBe('use-stored');
    expect(stepAfterRefusal({ ...known, workspace: 'w1' }, known, 'none')).toBe('use-stored');
  });

  test('a pasted token that an admin replaced is tried; the same one is not tried again', () => {
    expect(stepAfterRefusal({ token: 'old' }, { token: 'new' }, 'none')).toBe('use-stored');
    expect(stepAfterRefusal({ token: 'old' }, { token: 'old' }, 'none')).toBe('reconnect');
  });
});

test('a secret that shows an older token than was stored is outdated; one that nobody obtained is not', () => {
  expect(isOutdated(hour, later(1), later(2))).toBe(true);
  expect(isOutdated(hour, at, later(2))).toBe(false);
  expect(isOutdated(typed, at, later(2))).toBe(false);
  expect(isOutdated(hour, undefined, later(2))).toBe(false);
});

test('a secret that stays older for ten minutes was put back by somebody and is believed', () => {
  expect(isOutdated(hour, later(1), later(600))).toBe(true);
  expect(isOutdated(hour, later(1), later(601))).toBe(false);
});

const lifetimes = fc.integer({ min: 0, max: 10_000_000 });
const renewals = fc.constantFrom<Renewal>('none', 'refresh', 'mint', 'person');
const seeded = { seed: 20_260_301 } as const;

describe('always', () => {
  test('a renewable token past its end is renewed and never used', () => {
    fc.assert(
      fc.property(lifetimes, fc.nat(), fc.constantFrom<Renewal>('refresh', 'mint'), (life, late, renewal) => {
        const token = withToken(typed, { accessToken: 'a', refreshToken: 'r', lifetimeSeconds: life }, at);
        expect(tokenStep(token, renewal, later(life + late))).toBe('renew');
      }),
      seeded,
    );
  });

  test('a token is good for at least nine tenths of its life before it is renewed', () => {
    fc.assert(
      fc.property(lifetimes, (life) => {
        const token = withToken(typed, { accessToken: 'a', lifetimeSeconds: life }, at);
        expect(renewAheadSeconds(token)).toBeLessThanOrEqual(life / 10);
        expect(renewAheadSeconds(token)).toBeLessThanOrEqual(300);
      }),
      seeded,
    );
  });

  test('time only moves a token from use to renewal, never back', () => {
    const order = ['use', 'renew-soon', 'renew'];
    fc.assert(
      fc.property(lifetimes, fc.nat(20_000_000), fc.nat(20_000_000), renewals, (life, a, b, renewal) => {
        const token = withToken(typed, { accessToken: 'a', refreshToken: 'r', lifetimeSeconds: life }, at);
        const [early, late] = [Math.min(a, b), Math.max(a, b)].map((seconds) =>
          order.indexOf(tokenStep(token, renewal, later(seconds))),
        );
        expect(early).toBeLessThanOrEqual(late ?? -1);
      }),
      seeded,
    );
  });
});
