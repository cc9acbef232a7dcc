import type { NewPair, PairStore } from '../../application/ports.ts';
import type { PairKey } from '../../domain/integration.ts';
import { listedAs } from '../../domain/left-alone.ts';
import type { IntegrationMapping } from '../../domain/mapping.ts';
import {
  copy,
  follows,
  linkPair,
  type Memory,
  pairKey,
  placeKey,
  pointerKey,
  pointerOf,
  recordKey,
} from './memory.ts';
import { pageOf } from './paging.ts';
import { memoryPairActs } from './pair-acts.ts';
import { memoryClaims } from './pair-claims.ts';
import { writeRecord } from './record-store.ts';

export const memoryPairStore = (memory: Memory): PairStore => {
  const byExternalId = async (key: PairKey) => copy(memory.mappings.get(pairKey(key)));
  return {
    byExternalId,
    async byExternalIds(keys) {
      const unique = new Set(keys.map(pairKey));
      return [...unique].flatMap((key) => copy(memory.mappings.get(key)) ?? []);
    },
    async summaries(keys) {
      return [...new Set(keys.map(pairKey))].flatMap((key) => {
        const mapping = memory.mappings.get(key);
        if (mapping === undefined) return [];
        const { resourceType, externalId, internalId, lastExternalHash, leftAlone } = mapping;
        const summary = { resourceType, externalId, internalId, lastExternalHash };
        return [leftAlone === undefined ? summary : { ...summary, leftAlone: copy(leftAlone) }];
      });
    },
    async byInternalId(integrationId, resourceType, internalId) {
      const externalId = memory.pointers.get(pointerKey(integrationId, resourceType, internalId));
      return externalId === undefined ? undefined : byExternalId({ integrationId, resourceType, externalId });
    },
    async byInternalIds(integrationId, resourceType, internalIds) {
      return [...new Set(internalIds)].flatMap((internalId) => {
        const externalId = memory.pointers.get(pointerKey(integrationId, resourceType, internalId));
        const key = { integrationId, resourceType, externalId: externalId ?? '' };
        return externalId === undefined ? [] : (copy(memory.mappings.get(pairKey(key))) ?? []);
      });
    },
    async list(integrationId, { resourceType, place }, page) {
      const all = ofIntegration(memory, integrationId).filter(
        (item) =>
          (resourceType === undefined || item.resourceType === resourceType) &&
          (place === undefined || listedAs(item) === place),
      );
      return pageOf(all, page, pairKey, 'ascending');
    },
    create: async (pairs) => pairs.map((pair) => (createPair(memory, pair) ? 'created' : 'exists')),
    async link(mapping) {
      if (isTaken(memory, mapping)) return 'exists';
      linkPair(memory, mapping);
      return 'linked';
    },
    async put(mapping) {
      if (!follows(memory.mappings.get(pairKey(mapping)), mapping.version)) return 'stale';
      memory.mappings.set(pairKey(mapping), copy(mapping));
      return 'written';
    },
    ...memoryClaims(memory),
    ...memoryPairActs(memory),
    async removeAll(integrationId) {
      for (const [key, claim] of memory.claims)
        if (claim.integrationId === integrationId) memory.claims.delete(key);
      for (const [key, lone] of memory.alone)
        if (lone.integrationId === integrationId) memory.alone.delete(key);
      const all = ofIntegration(memory, integrationId);
      for (const mapping of all) {
        memory.mappings.delete(pairKey(mapping));
        memory.pointers.delete(pointerKey(integrationId, mapping.resourceType, mapping.internalId));
      }
      return all.length;
    },
  };
};

const ofIntegration = (memory: Memory, integrationId: string): readonly IntegrationMapping[] =>
  [...memory.mappings.values()].filter((mapping) => mapping.integrationId === integrationId);

/** Whether one of its records is left alone. */
export const isLeftAlone = (
  { alone }: Memory,
  {
    internalId,
    externalId,
    ...common
  }: Pick<IntegrationMapping, 'integrationId' | 'resourceType' | 'internalId' | 'externalId'>,
): boolean =>
  alone.has(placeKey({ ...common, side: 'local', recordId: internalId })) ||
  alone.has(placeKey({ ...common, side: 'external', recordId: externalId }));

const isTaken = (memory: Memory, mapping: IntegrationMapping): boolean =>
  isLeftAlone(memory, mapping) ||
  memory.mappings.has(pairKey(mapping)) ||
  memory.pointers.has(pointerOf(mapping)) ||
  memory.claims.has(pointerOf(mapping));

function createPair(memory: Memory, { record, mapping, log }: NewPair): boolean {
  const taken = isTaken(memory, mapping) || memory.records.has(recordKey(record.resourceType, record.id));
  if (taken) return false;
  writeRecord(memory, record);
  linkPair(memory, mapping);
  memory.logs.set(log.id, copy(log));
  return true;
}
