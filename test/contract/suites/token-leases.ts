import { describe, expect, test } from 'vitest';
import type { TokenLeases } from '../../../shared/application/ports.ts';
import { fresh } from '../support/samples.ts';
import { race } from '../support/walk.ts';

const at = (minutes: number) => new Date(Date.UTC(2026, 2, 1, 10, minutes)).toISOString();

export function tokenLeasesContract(name: string, make: () => TokenLeases): void {
  describe(`${name} leases the right to renew a token`, () => {
    test('to one holder at a time, until it is given back', async () => {
      const [leases, id] = [make(), fresh('int')];
      expect(await leases.take(id, 'a', at(0), at(1))).toEqual({ outcome: 'taken' });
      expect(await leases.take(id, 'b', at(0), at(1))).toEqual({ outcome: 'held' });
      await leases.release(id, 'a');
      expect(await leases.take(id, 'b', at(0), at(1))).toEqual({ outcome: 'taken' });
    });

    test('to one of many who ask at the same moment', async () => {
      const [leases, id] = [make(), fresh('int')];
      const answers = await race(8, (index) => leases.take(id, `holder-${index}`, at(0), at(1)));
      expect(answers.filter(({ outcome }) => outcome === 'taken')).toHaveLength(1);
    });

    test('of one integration without regard to others', async () => {
      const leases = make();
      for (const id of [fresh('int'), fresh('int')])
        expect(await leases.take(id, 'a', at(0), at(1))).toEqual({ outcome: 'taken' });
    });

    test('anew when its time is over; whoever had it cannot give it back any more', async () => {
      const [leases, id] = [make(), fresh('int')];
      await leases.take(id, 'dead', at(0), at(1));
      expect(await leases.take(id, 'b', at(1), at(2))).toEqual({ outcome: 'taken' });
      await leases.release(id, 'dead', at(1));
      expect(await leases.take(id, 'c', at(1), at(2))).toEqual({ outcome: 'held' });
    });

    test('and tells the next holder when the stored token was obtained, until another one is', async () => {
      const [leases, id] = [make(), fresh('int')];
      await leases.take(id, 'a', at(0), at(1));
      await leases.release(id, 'a', at(0));
      expect(await leases.take(id, 'b', at(2), at(3))).toEqual({ outcome: 'taken', lastObtainedAt: at(0) });
      await leases.release(id, 'b');
      expect(await leases.take(id, 'c', at(2), at(3))).toEqual({ outcome: 'taken', lastObtainedAt: at(0) });
      await leases.release(id, 'c', at(2));
      expect(await leases.take(id, 'd', at(4), at(5))).toEqual({ outcome: 'taken', lastObtainedAt: at(2) });
    });

    test('and forgets all of it with the integration', async () => {
      const [leases, id] = [make(), fresh('int')];
      await leases.take(id, 'a', at(0), at(1));
      await leases.removeAll(id);
      await leases.removeAll(id);
      expect(await leases.take(id, 'b', at(0), at(1))).toEqual({ outcome: 'taken' });
    });

    test('lets those who wait pause', async () => {
      await expect(make().wait()).resolves.toBeUndefined();
    });
  });
}
