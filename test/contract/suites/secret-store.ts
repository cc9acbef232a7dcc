import { describe, expect, test } from 'vitest';
import type { SecretStore } from '../../../shared/application/ports.ts';
import { fresh } from '../support/samples.ts';

export function secretStoreContract(name: string, make: () => SecretStore): void {
  describe(`${name} keeps credentials`, () => {
    test('knows none for an integration that never gave any', async () => {
      const store = make();
      expect(await store.credentials(fresh('int'))).toBeUndefined();
      expect(await store.webhookSecrets(fresh('int'))).toEqual({});
    });

    test('gives back what was saved, and the new value at once after a change', async () => {
      const store = make();
      const id = fresh('int');
      await store.saveCredentials(id, { token: 'first' });
      expect(await store.credentials(id)).toEqual({ token: 'first' });
      await store.saveCredentials(id, { username: 'ada', password: 'sécond "quoted"' });
      expect(await store.credentials(id)).toEqual({ username: 'ada', password: 'sécond "quoted"' });
    });

    test('keeps webhook secrets apart from credentials, several per hook', async () => {
      const store = make();
      const id = fresh('int');
      await store.saveWebhookSecrets(id, { default: ['new', 'old'], 'project-1': ['other'] });
      expect(await store.webhookSecrets(id)).toEqual({ default: ['new', 'old'], 'project-1': ['other'] });
      expect(await store.credentials(id)).toBeUndefined();
    });

    test('gives credentials away alone, and may be asked twice', async () => {
      const store = make();
      const id = fresh('int');
      await store.saveCredentials(id, { token: 'first' });
      await store.saveWebhookSecrets(id, { default: ['hook'] });
      await store.removeCredentials(id);
      await store.removeCredentials(id);
      expect(await store.credentials(id)).toBeUndefined();
      expect(await store.webhookSecrets(id)).toEqual({ default: ['hook'] });
    });

    test('forgets everything of one integration and nothing of another, and may be asked twice', async () => {
      const store = make();
      const [mine, other] = [fresh('int'), fresh('int')];
      for (const id of [mine, other]) {
        await store.saveCredentials(id, { token: id });
        await store.saveWebhookSecrets(id, { default: [id] });
      }
      await store.removeAll(mine);
      await store.removeAll(mine);
      expect(await store.credentials(mine)).toBeUndefined();
      expect(await store.webhookSecrets(mine)).toEqual({});
      expect(await store.credentials(other)).toEqual({ token: other });
      await store.saveCredentials(mine, { token: 'again' });
      expect(await store.credentials(mine)).toEqual({ token: 'again' });
    });
  });
}
