import { describe, expect, test } from 'vitest';
import type { DigestStore } from '../../../shared/application/ports.ts';
import { at } from '../support/samples.ts';
import { race } from '../support/walk.ts';

const claim = { schemaVersion: 1, version: 1, week: '2026-03-02T06:00:00.000Z', claimedAt: at } as const;

/** There is one of them: what a test writes the others of the same store see. */
export function digestStoreContract(name: string, make: () => DigestStore): void {
  describe(`${name} remembers the digest that was sent`, () => {
    test('exactly one of many who claim it at once has it, and only who has it says that it was sent', async () => {
      const store = make();
      expect(await store.get()).toBeUndefined();
      const answers = await race(5, () => store.put(claim));
      expect(answers.filter((answer) => answer === 'written')).toHaveLength(1);
      expect(await store.put({ ...claim, version: 2, sentAt: at })).toBe('written');
      expect(await store.put({ ...claim, version: 2 })).toBe('stale');
      expect(await store.get()).toEqual({ ...claim, version: 2, sentAt: at });
    });
  });
}
