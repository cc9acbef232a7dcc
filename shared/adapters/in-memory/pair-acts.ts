import type { Holder, PairActs } from '../../application/ports.ts';
import type { LoneRecord, RecordPlace } from '../../domain/left-alone.ts';
import { keepEntry } from './audit-store.ts';
import { copy, follows, linkPair, type Memory, pairKey, placeKey, pointerOf } from './memory.ts';
import { pageOf } from './paging.ts';

/** The part of the pair store that carries out what admins say. */
export const memoryPairActs = (memory: Memory): PairActs => ({
  async act(mapping, entry, conflict) {
    if (!follows(memory.mappings.get(pairKey(mapping)), mapping.version)) return 'stale';
    if (conflict !== undefined && !follows(memory.conflicts.get(conflict.id), conflict.version))
      return 'stale';
    memory.mappings.set(pairKey(mapping), copy(mapping));
    if (conflict !== undefined) memory.conflicts.set(conflict.id, copy(conflict));
    keepEntry(memory, entry);
    return 'written';
  },
  async setAside(lone, entry) {
    if (isHeld(memory, lone)) return 'taken';
    memory.alone.set(placeKey(lone), copy(lone));
    keepEntry(memory, entry);
    return 'written';
  },
  async takeUp(lone, entry) {
    if (!isStill(memory, lone)) return 'stale';
    memory.alone.delete(placeKey(lone));
    keepEntry(memory, entry);
    return 'written';
  },
  async relink({ mapping, ours, theirs }, entry) {
    const { integrationId, resourceType, internalId, externalId } = mapping;
    const common = { integrationId, resourceType };
    const here: RecordPlace = { ...common, side: 'local', recordId: internalId };
    const there: RecordPlace = { ...common, side: 'external', recordId: externalId };
    if (!holds(memory, here, ours) || !holds(memory, there, theirs)) return 'stale';
    for (const holder of [ours, theirs]) leave(memory, holder);
    linkPair(memory, mapping);
    if (ours.kind === 'unlinked' && ours.mapping.externalId !== externalId)
      stayBehind(memory, ours.mapping, 'external', ours.mapping.externalId);
    if (theirs.kind === 'unlinked' && theirs.mapping.internalId !== internalId)
      stayBehind(memory, theirs.mapping, 'local', theirs.mapping.internalId);
    keepEntry(memory, entry);
    return 'linked';
  },
  async alone(places) {
    return [...new Set(places.map(placeKey))].flatMap((key) => copy(memory.alone.get(key)) ?? []);
  },
  async listAlone(integrationId, { how, resourceType }, page) {
    const all = [...memory.alone.values()].filter(
      (item) =>
        item.integrationId === integrationId &&
        (how === undefined || item.leftAlone.how === how) &&
        (resourceType === undefined || item.resourceType === resourceType),
    );
    return pageOf(all, page, placeKey, 'ascending');
  },
});

const isStill = (memory: Memory, lone: LoneRecord): boolean =>
  memory.alone.get(placeKey(lone))?.leftAlone.at === lone.leftAlone.at;

function isHeld(memory: Memory, place: RecordPlace): boolean {
  if (memory.alone.has(placeKey(place))) return true;
  if (place.side === 'external')
    return memory.mappings.has(pairKey({ ...place, externalId: place.recordId }));
  const pointer = pointerOf({ ...place, internalId: place.recordId });
  return memory.pointers.has(pointer) || memory.claims.has(pointer);
}

function holds(memory: Memory, place: RecordPlace, holder: Holder): boolean {
  if (holder.kind === 'nobody') return !isHeld(memory, place);
  if (holder.kind === 'alone') return isStill(memory, holder.lone);
  if (holder.kind === 'claim') return memory.claims.get(pointerOf(holder.claim))?.id === holder.claim.id;
  return memory.mappings.get(pairKey(holder.mapping))?.version === holder.mapping.version;
}

function leave(memory: Memory, holder: Holder): void {
  if (holder.kind === 'alone') memory.alone.delete(placeKey(holder.lone));
  if (holder.kind === 'claim') memory.claims.delete(pointerOf(holder.claim));
  if (holder.kind !== 'unlinked') return;
  memory.mappings.delete(pairKey(holder.mapping));
  memory.pointers.delete(pointerOf(holder.mapping));
}

function stayBehind(
  memory: Memory,
  { integrationId, resourceType, leftAlone }: Extract<Holder, { kind: 'unlinked' }>['mapping'],
  side: RecordPlace['side'],
  recordId: string,
): void {
  if (leftAlone === undefined) return;
  const lone: LoneRecord = { schemaVersion: 1, integrationId, resourceType, side, recordId, leftAlone };
  memory.alone.set(placeKey(lone), copy(lone));
}
