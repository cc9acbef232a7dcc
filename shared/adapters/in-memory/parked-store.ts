import type { ParkedItem, ParkedPlace, ParkedStore } from '../../application/ports.ts';
import { causeKeyOf } from '../../domain/cause-key.ts';
import { onlyWaits } from '../../domain/only-waits.ts';
import { copy, type Memory } from './memory.ts';
import { pageOf } from './paging.ts';

export const memoryParkedStore = (memory: Memory): ParkedStore => ({
  async get(id) {
    return copy(memory.parked.get(id));
  },
  async put(item) {
    memory.parked.set(item.id, copy(item));
  },
  async getMany(ids) {
    return copy(ids.flatMap((id) => memory.parked.get(id) ?? []));
  },
  async due(now, limit) {
    return copy([...memory.parked.values()])
      .filter((item) => item.retryAt <= now)
      .sort((a, b) => (a.retryAt < b.retryAt ? -1 : 1))
      .slice(0, limit);
  },
  async list(integrationId, page) {
    const all = [...memory.parked.values()].filter((item) => item.integrationId === integrationId);
    return pageOf(all, page, (item) => `${item.parkedAt}#${item.id}`);
  },
  async places(integrationId, before, limit) {
    return [...memory.parked.values()]
      .filter((item) => item.integrationId === integrationId)
      .map(placed)
      .filter(({ place }) => before === undefined || place < before)
      .sort((a, b) => (a.place < b.place ? 1 : -1))
      .slice(0, limit);
  },
  async remove(id, logId) {
    const isMeant = logId === undefined || memory.parked.get(id)?.change.logId === logId;
    if (isMeant) memory.parked.delete(id);
  },
});

const placed = (item: ParkedItem): ParkedPlace => ({
  ...{ id: item.id, integrationId: item.integrationId, place: `${item.parkedAt}#${item.id}` },
  ...{ causeKey: causeKeyOf(item.fault), waits: onlyWaits(item) },
});
