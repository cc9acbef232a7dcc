import type { HealthSnapshot, HealthStore } from '../../application/ports.ts';
import type { HourFigures } from '../../domain/hour-figures.ts';
import { copy } from './memory.ts';

export function memoryHealthStore(): HealthStore {
  const looks = new Map<string, HealthSnapshot>();
  const hours = new Map<string, HourFigures>();
  return {
    async snapshots(integrationIds) {
      return [...new Set(integrationIds)].flatMap((id) => copy(looks.get(id)) ?? []);
    },
    async put(snapshot, figures) {
      looks.set(snapshot.integrationId, copy(snapshot));
      for (const each of figures) hours.set(JSON.stringify([each.integrationId, each.hour]), copy(each));
    },
    async hours(integrationId, from, to) {
      const mine = [...hours.values()].filter((each) => each.integrationId === integrationId);
      const within = mine.filter(({ hour }) => hour >= from && hour <= to);
      return copy(within.sort((a, b) => (a.hour < b.hour ? -1 : 1)));
    },
  };
}
