import { describe, expect, test } from 'vitest';
import { checkCallback, mayUse, type PendingConnection } from '../../shared/domain/connection.ts';
import { fixedSignIn, isSignIn } from '../../shared/domain/sign-in.ts';
import { at } from '../contract/support/samples.ts';
import { later, theIntegration } from './support/a-pair.ts';

const { type, baseUrl, authType, settings } = theIntegration();
const begun: PendingConnection = {
  schemaVersion: 1,
  id: 'connection-1',
  version: 1,
  status: 'pending',
  stateHash: '#state',
  browserHash: '#cookie',
  verifier: 'verifier',
  redirectUri: 'https://britepool.example/callback',
  startedBy: 'ada',
  integrationId: null,
  target: { type, baseUrl, authType, settings },
  createdAt: at,
  expiresAt: later,
};
const given = { stateHash: '#state', browserHash: '#cookie', now: later };
const afterwards = '2026-03-01T10:05:00.001Z';

describe('a return from the vendor', () => {
  test('is accepted once, in time, in the browser that began', () => {
    expect(checkCallback(begun, given)).toBe('ok');
    expect(checkCallback(begun, { ...given, now: afterwards })).toBe('expired');
    expect(checkCallback(begun, { ...given, browserHash: '#another' })).toBe('other-browser');
    expect(checkCallback(begun, { ...given, browserHash: undefined })).toBe('other-browser');
    for (const status of ['taken', 'authorized'] as const)
      expect(checkCallback({ ...begun, status }, given)).toBe('used');
  });
  test('is unknown where nobody began, or with another value than the one that was sent along', () => {
    expect(checkCallback(undefined, given)).toBe('unknown');
    expect(checkCallback(begun, { ...given, stateHash: '#another' })).toBe('unknown');
  });
});

describe('an integration may be built on a sign-in', () => {
  const ready: PendingConnection = { ...begun, status: 'authorized' };
  test('by the admin who began it, until its time is over', () => {
    expect(mayUse(ready, 'ada', later)).toBe(true);
    expect(mayUse(ready, 'ada', afterwards)).toBe(false);
    expect(mayUse(ready, 'mia', later)).toBe(false);
  });
  test('not before the vendor let the admin in', () => {
    expect(mayUse(begun, 'ada', at)).toBe(false);
    expect(mayUse({ ...begun, status: 'taken' }, 'ada', at)).toBe(false);
  });
});

describe('a sign-in that was only typed', () => {
  const values = { token: 'secret' };
  test('stays as it is and knows no other values after a refusal', async () => {
    const typed = fixedSignIn(values);
    expect(await typed.current()).toBe(values);
    expect(await typed.afterRefusal(values)).toBeUndefined();
  });
  test('is told from the values themselves, whatever their names', () => {
    expect(isSignIn(fixedSignIn(values))).toBe(true);
    expect(isSignIn(values)).toBe(false);
    expect(isSignIn({ current: 'secret' })).toBe(false);
  });
});
