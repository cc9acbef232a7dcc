import { describe, expect, test } from 'vitest';
import type { AlertStore } from '../../../shared/application/ports.ts';
import { type Alert, told } from '../../../shared/domain/alert.ts';
import { anAlert, at, fresh } from '../support/samples.ts';
import { race, walk } from '../support/walk.ts';

const over = (alert: Alert): Alert => ({
  ...alert,
  version: alert.version + 1,
  resolvedAt: at,
  recovery: 'It answers again.',
});

export function alertStoreContract(name: string, make: () => AlertStore): void {
  describe(`${name} keeps alerts`, () => {
    test('of many who see the same trouble at once exactly one opens the alert', async () => {
      const store = make();
      const alert = anAlert();
      const answers = await race(6, (index) => store.put({ ...alert, id: `${alert.id}-${index}` }));
      expect(answers.filter((answer) => answer === 'written')).toHaveLength(1);
      expect(await store.open(alert)).toMatchObject({ integrationId: alert.integrationId, count: 1 });
    });

    test('another cause of the same kind is an alert of its own', async () => {
      const store = make();
      const alert = anAlert({ kind: 'unknown-value', cause: 'status: "Waiting / blocked"' });
      const other = { ...alert, id: fresh('alert'), cause: 'status: "Someday"' };
      expect([await store.put(alert), await store.put(other)]).toEqual(['written', 'written']);
      expect(await store.open(alert)).toEqual(alert);
      expect(await store.open(other)).toEqual(other);
    });

    test('nobody writes over a newer state of an alert', async () => {
      const store = make();
      const alert = anAlert();
      await store.put(alert);
      expect(await store.put({ ...alert, version: 2, count: 2 })).toBe('written');
      expect(await store.put({ ...alert, version: 2, count: 9 })).toBe('stale');
      expect(await store.resolve(over(alert))).toBe('stale');
      expect((await store.open(alert))?.count).toBe(2);
    });

    test('an alert that is over is open no more, ends once, and the same cause may open anew', async () => {
      const store = make();
      const alert = anAlert();
      await store.put(alert);
      const answers = await race(4, () => store.resolve(over(alert)));
      expect(answers.filter((answer) => answer === 'written')).toHaveLength(1);
      expect(await store.open(alert)).toBeUndefined();
      const again = { ...alert, id: fresh('alert'), openedAt: '2026-03-02T10:00:00.000Z' };
      expect(await store.put(again)).toBe('written');
      const { integrationId } = alert;
      expect(await walk((page) => store.list(integrationId, {}, page), 1)).toEqual([again, over(alert)]);
      expect(await walk((page) => store.list(integrationId, { open: true }, page), 5)).toEqual([again]);
      expect(await walk((page) => store.list(integrationId, { open: false }, page), 5)).toEqual([
        over(alert),
      ]);
    });

    test('shows what was told to nobody yet, the opening and the end, and nothing else', async () => {
      const store = make();
      const alert = anAlert();
      const waits = async () =>
        (await store.untold('2026-03-09T10:00:00.000Z')).filter(({ id }) => id === alert.id);
      await store.put(alert);
      expect(await waits()).toEqual([alert]);
      const known = told(alert, at);
      await store.put(known);
      expect(await waits()).toEqual([]);
      const ended = over(known);
      await store.resolve(ended);
      expect(await waits()).toEqual([ended]);
      expect(await store.put(told(ended, at))).toBe('written');
      expect(await waits()).toEqual([]);
    });

    test('shows nothing that is due later, and what is due first before what is due last', async () => {
      const store = make();
      const alert = anAlert({ quietUntil: '2026-03-01T11:00:00.000Z' });
      const muted = anAlert({ mutedUntil: '2026-03-01T10:30:00.000Z' });
      for (const each of [alert, muted]) await store.put(each);
      const mine = [alert.id, muted.id];
      const due = async (now: string) =>
        (await store.untold(now)).map(({ id }) => id).filter((id) => mine.includes(id));
      expect(await due('2026-03-01T10:29:59.999Z')).toEqual([]);
      expect(await due('2026-03-01T10:30:00.000Z')).toEqual([muted.id]);
      expect(await due('2026-03-01T11:00:00.000Z')).toEqual([muted.id, alert.id]);
    });

    test('knows the newest of a cause that is over, and none of other causes', async () => {
      const store = make();
      const alert = anAlert();
      await store.put(alert);
      expect(await store.last(alert)).toBeUndefined();
      await store.resolve(over(alert));
      const again = { ...alert, id: fresh('alert'), openedAt: '2026-03-02T10:00:00.000Z', cameBack: 1 };
      await store.put(again);
      expect(await store.last(alert)).toEqual(over(alert));
      await store.resolve(over(again));
      expect(await store.last(alert)).toEqual(over(again));
      expect(await store.last({ ...alert, cause: 'another' })).toBeUndefined();
    });

    test('keeps who has a message already and where it failed', async () => {
      const store = make();
      const failed = { channel: 'slack', why: 'Slack answered 500.', at, tries: 2 } as const;
      const alert = anAlert({ sentTo: ['email'], failedDeliveries: [failed], mutedBy: 'ada' });
      await store.put(alert);
      expect(await store.open(alert)).toEqual(alert);
    });

    test('forgets all of an integration and nothing of others', async () => {
      const store = make();
      const [mine, past, other] = [anAlert(), anAlert({ kind: 'quota' }), anAlert()];
      const alsoMine = { ...past, integrationId: mine.integrationId };
      for (const alert of [mine, alsoMine, other]) await store.put(alert);
      await store.resolve(over(alsoMine));
      await store.removeAll(mine.integrationId);
      expect((await store.list(mine.integrationId, {}, { limit: 10 })).items).toEqual([]);
      expect(await store.open(mine)).toBeUndefined();
      expect(await store.open(other)).toEqual(other);
    });
  });
}
