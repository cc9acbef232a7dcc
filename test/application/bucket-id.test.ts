import { describe, expect, test } from 'vitest';
import { sha256Hasher } from '../../shared/adapters/platform/system.ts';
import { bucketId } from '../../shared/application/quotas/bucket-id.ts';
import type { SignInValues } from '../../shared/domain/sign-in.ts';
import { anIntegration } from '../contract/support/samples.ts';

const deps = (renewal: 'none' | 'refresh' | 'mint' | 'person' = 'none') => ({
  hasher: sha256Hasher,
  issuer: { renewal: async () => renewal },
});
const pasted = anIntegration({ authType: 'BEARER_TOKEN' });
const idOf = (values: SignInValues, target = pasted, perAccount = false) =>
  bucketId(deps(), target, values, perAccount);

describe('the budget that a request draws from', () => {
  test('is one for all integrations with the same token', async () => {
    const other = anIntegration({ authType: 'BEARER_TOKEN', settings: { workspaceGid: '7' } });
    expect(await idOf({ token: 'a' }, other)).toBe(await idOf({ token: 'a' }));
    expect(await idOf({ token: 'b' })).not.toBe(await idOf({ token: 'a' }));
  });

  test('is another one at another address', async () => {
    const elsewhere = anIntegration({ authType: 'BEARER_TOKEN', baseUrl: 'https://elsewhere.example' });
    expect(await idOf({ token: 'a' }, elsewhere)).not.toBe(await idOf({ token: 'a' }));
  });

  test('stays the same when a token is renewed', async () => {
    const target = anIntegration({ id: 'int-7', authType: 'OAUTH2' });
    for (const renewal of ['refresh', 'mint', 'person'] as const) {
      const [before, after] = await Promise.all(
        ['old', 'new'].map((accessToken) =>
          bucketId(deps(renewal), target, { clientId: 'c', accessToken, obtainedAt: accessToken }, false),
        ),
      );
      expect(after).toBe(before);
    }
  });

  test('is that of the person who allowed the access, not of the application', async () => {
    const ids = await Promise.all(
      ['int-7', 'int-8'].map((id) =>
        bucketId(deps('refresh'), anIntegration({ id, authType: 'OAUTH2' }), { clientId: 'c' }, false),
      ),
    );
    expect(new Set(ids).size).toBe(2);
    const { id: _none, ...draft } = anIntegration({ authType: 'OAUTH2' });
    const drafts = await Promise.all(
      ['a', 'b'].map((accessToken) => bucketId(deps('refresh'), draft, { accessToken }, false)),
    );
    expect(new Set(drafts).size).toBe(2);
  });

  test('is that of the account where the vendor counts its users together and says which account it is', async () => {
    const target = anIntegration({ authType: 'OAUTH2' });
    const ids = await Promise.all(
      ['a', 'b'].map((clientId) => idOf({ clientId, apiBaseUrl: 'https://org.my.example' }, target, true)),
    );
    expect(new Set(ids).size).toBe(1);
  });

  test('is named without anything secret: no token, and nothing from which a password could be guessed', async () => {
    expect(await idOf({ token: 'very-secret-token' })).not.toContain('secret');
    const basic = anIntegration({ authType: 'BASIC_AUTH' });
    const ids = await Promise.all(
      ['1234', '5678'].map((password) => idOf({ username: 'ada', password }, basic)),
    );
    expect(ids[0]).toBe(ids[1]);
  });
});
