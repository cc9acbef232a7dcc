import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { IntegrationStore } from '../../../shared/application/ports.ts';
import type { Integration } from '../../../shared/domain/integration.ts';
import { anIntegration, at, fresh } from '../support/samples.ts';
import { race } from '../support/walk.ts';

const next = (integration: Integration, more: Partial<Integration> = {}): Integration => ({
  ...integration,
  version: integration.version + 1,
  ...more,
});

export function integrationStoreContract(name: string, make: () => IntegrationStore): void {
  describe(`${name} keeps the integrations`, () => {
    test('gives back exactly what was stored', async () => {
      const store = make();
      const integration = anIntegration({
        description: 'Beds, lawns and who waters them',
        allowedIps: ['203.0.113.9'],
        customMergeRules: { title: 'review' },
      });
      expect(await store.create(integration)).toBe('created');
      expect(await store.get(integration.id)).toEqual(integration);
      expect(await store.get(fresh('nobody'))).toBeUndefined();
    });

    test('gives back and lists one of a system that is not known any more, beside the others', async () => {
      const store = make();
      const prefix = fresh('left');
      const [gone, known] = [
        anIntegration({ name: `${prefix} a`, type: 'INITECH' }),
        anIntegration({ name: `${prefix} b` }),
      ];
      for (const integration of [gone, known]) await store.create(integration);
      expect(await store.get(gone.id)).toEqual(gone);
      const listed = (await store.list({})).filter(({ name }) => name.startsWith(prefix));
      expect(listed).toEqual([gone, known]);
    });

    test('refuses a name that another integration has, whatever its case and surrounding spaces', async () => {
      const store = make();
      const first = anIntegration();
      await store.create(first);
      for (const taken of [first.name, first.name.toUpperCase(), ` ${first.name} `]) {
        const second = anIntegration({ name: taken });
        expect(await store.create(second)).toBe('name-taken');
        expect(await store.get(second.id)).toBeUndefined();
      }
    });

    test('renames, frees the old name, and refuses a taken one', async () => {
      const store = make();
      const [first, second] = [anIntegration(), anIntegration()];
      await store.create(first);
      await store.create(second);
      expect(await store.put(next(second, { name: first.name }))).toBe('name-taken');
      const renamed = next(first, { name: fresh('Renamed') });
      expect(await store.put(renamed)).toBe('written');
      expect(await store.put(next(second, { name: first.name }))).toBe('written');
    });

    test('changes only the case or the spaces of its own name', async () => {
      const store = make();
      const first = anIntegration();
      await store.create(first);
      const loud = next(first, { name: first.name.toUpperCase() });
      expect(await store.put(loud)).toBe('written');
      const spaced = next(loud, { name: `${first.name} ` });
      expect(await store.put(spaced)).toBe('written');
      expect(await store.create(anIntegration({ name: first.name }))).toBe('name-taken');
    });

    test('refuses a write that did not see the version before it', async () => {
      const store = make();
      const integration = anIntegration();
      await store.create(integration);
      const second = next(integration, { status: 'PAUSED' });
      expect(await store.put(second)).toBe('written');
      expect(await store.put(next(integration, { status: 'DISABLED' }))).toBe('stale');
      expect(await store.get(integration.id)).toEqual(second);
      expect(await store.put(next(anIntegration()))).toBe('stale');
    });

    test('lists by state and by system, in order of name', async () => {
      const store = make();
      const prefix = fresh('list');
      const made = [
        anIntegration({ name: `${prefix} b`, type: 'ASANA' }),
        anIntegration({ name: `${prefix} A`, type: 'GENERIC_REST', status: 'PAUSED' }),
        anIntegration({ name: `${prefix} c`, type: 'GENERIC_REST' }),
      ];
      for (const integration of made) await store.create(integration);
      const names = async (filter: Parameters<IntegrationStore['list']>[0]) =>
        (await store.list(filter)).map((item) => item.name).filter((item) => item.startsWith(prefix));
      expect(await names({})).toEqual([`${prefix} A`, `${prefix} b`, `${prefix} c`]);
      expect(await names({ type: 'GENERIC_REST' })).toEqual([`${prefix} A`, `${prefix} c`]);
      expect(await names({ status: 'ACTIVE' })).toEqual([`${prefix} b`, `${prefix} c`]);
      expect(await names({ status: 'ACTIVE', type: 'GENERIC_REST' })).toEqual([`${prefix} c`]);
    });

    test('a removed integration is gone and its name is free again', async () => {
      const store = make();
      const integration = anIntegration();
      await store.create(integration);
      await store.remove(integration, at);
      expect(await store.get(integration.id)).toBeUndefined();
      expect((await store.list({})).map(({ id }) => id)).not.toContain(integration.id);
      expect(await store.create(anIntegration({ name: integration.name }))).toBe('created');
    });

    test('of any number of simultaneous creates of one name exactly one wins', async () => {
      const store = make();
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 2, max: 10 }), async (writers) => {
          const shared = fresh('Shared name');
          const answers = await race(writers, () => store.create(anIntegration({ name: shared })));
          expect(answers.filter((answer) => answer === 'created')).toHaveLength(1);
        }),
        { seed: 14, numRuns: 15 },
      );
    });

    test('of any number of simultaneous writers exactly one wins and the others are told to look again', async () => {
      const store = make();
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 2, max: 10 }), fc.boolean(), async (writers, rename) => {
          const integration = anIntegration();
          await store.create(integration);
          const answers = await race(writers, (index) =>
            store.put(
              next(integration, rename ? { name: fresh('Other') } : { lastErrorMessage: `writer-${index}` }),
            ),
          );
          expect(answers.filter((answer) => answer === 'written')).toHaveLength(1);
          expect(answers.filter((answer) => answer === 'stale')).toHaveLength(writers - 1);
        }),
        { seed: 15, numRuns: 20 },
      );
    });
  });
}
