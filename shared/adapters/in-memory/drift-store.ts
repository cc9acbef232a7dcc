import type { DriftStore } from '../../application/ports.ts';
import type { DriftResult, DriftRound } from '../../domain/drift.ts';
import { copy, follows } from './memory.ts';

export function memoryDriftStore(): DriftStore {
  const rounds = new Map<string, DriftRound>();
  const results = new Map<string, DriftResult>();
  return {
    async get(integrationId) {
      return copy(rounds.get(integrationId));
    },
    async getMany(integrationIds) {
      return [...new Set(integrationIds)].flatMap((id) => copy(rounds.get(id)) ?? []);
    },
    async put(round) {
      if (!follows(rounds.get(round.integrationId), round.version)) return 'stale';
      rounds.set(round.integrationId, copy(round));
      return 'written';
    },
    async keep(result) {
      results.set(JSON.stringify([result.integrationId, result.startedAt, result.id]), copy(result));
    },
    async history(integrationId, from) {
      const mine = [...results.values()].filter((each) => each.integrationId === integrationId);
      const since = mine.filter(({ startedAt }) => startedAt >= from);
      return copy(since.sort((a, b) => (a.startedAt > b.startedAt ? -1 : 1)));
    },
  };
}
