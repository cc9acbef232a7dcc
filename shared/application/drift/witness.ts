import type { IntegrationMapping } from '../../domain/mapping.ts';
import { isFresh } from '../../domain/under-way.ts';
import type { Instant } from '../../domain/values.ts';
import type { DriftDeps } from './deps.ts';

/** What tells of changes on their way. Asked when something differs, and remembered for one slice. */
export interface Witness {
  nextReadFrom(stream: string): Promise<Instant | null>;
  /** Why a change of this pair is being tried or will be, as a sentence. */
  trying(mapping: IntegrationMapping): Promise<string | undefined>;
}

const parkedAtOnce = 100;
/** Of an integration with more, only the newest are looked through. */
const mostParkedPages = 20;
const newestEntries = 5;

export function witnessOf(deps: DriftDeps, integrationId: string): Witness {
  const checkpoints = new Map<string, Instant | null>();
  let parked: Promise<ReadonlySet<string>> | undefined;
  return {
    async nextReadFrom(stream) {
      const known = checkpoints.get(stream);
      if (known !== undefined) return known;
      const { since } = await deps.checkpoints.get(integrationId, stream);
      checkpoints.set(stream, since);
      return since;
    },
    async trying({ resourceType, internalId, externalId }) {
      parked ??= parkedRecords(deps, integrationId);
      const aside = await parked;
      if (aside.has(nameOf(resourceType, internalId)) || aside.has(nameOf(resourceType, externalId)))
        return 'a change of it is set aside and tried again by itself';
      const { items } = await deps.logs.ofRecord(resourceType, internalId, { limit: newestEntries });
      const now = deps.clock.now();
      const failed = items.some(
        (entry) =>
          entry.integrationId === integrationId && entry.status === 'FAILED' && isFresh(entry.createdAt, now),
      );
      return failed ? 'a change of it failed a moment ago and is tried again' : undefined;
    },
  };
}

const nameOf = (...parts: readonly string[]): string => JSON.stringify(parts);

async function parkedRecords({ parked }: DriftDeps, integrationId: string): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  let cursor: string | undefined;
  for (let page = 0; page < mostParkedPages; page++) {
    const request = { limit: parkedAtOnce, ...(cursor === undefined ? {} : { cursor }) };
    const found = await parked.list(integrationId, request);
    for (const { change } of found.items) names.add(nameOf(change.resourceType, change.recordId));
    cursor = found.cursor;
    if (cursor === undefined) break;
  }
  return names;
}
