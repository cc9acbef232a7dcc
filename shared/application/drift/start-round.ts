import { type DriftRound, noDrift } from '../../domain/drift.ts';
import type { Integration } from '../../domain/integration.ts';
import { streamsOf } from '../jobs/streams.ts';
import type { Clock, Connectors, Ids } from '../ports.ts';
import type { DriftStore } from './ports.ts';

export interface StartRoundDeps {
  readonly drift: DriftStore;
  readonly connectors: Connectors;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** Begins a comparison of all pairs as the integration's only one; `busy`: one is going on. */
export async function startRound(
  deps: StartRoundDeps,
  integration: Integration,
  startedBy: string,
): Promise<{ readonly outcome: 'started' | 'busy'; readonly round: DriftRound }> {
  const now = deps.clock.now();
  const last = await deps.drift.get(integration.id);
  if (last !== undefined && last.endedAt === undefined) return { outcome: 'busy', round: last };
  const streams = await streamsOf(deps.connectors, integration, integration.dataTypes);
  const round: DriftRound = {
    ...{ schemaVersion: 1, id: deps.ids.next('drift'), version: (last?.version ?? 0) + 1 },
    ...{ integrationId: integration.id, startedAt: now, startedBy, updatedAt: now },
    ...{ streams: streams.map(({ name }) => name), pages: 0, walking: true, reads: [], hinted: [] },
    ...{ skipped: [], differences: [], counts: noDrift, requests: 0 },
  };
  if ((await deps.drift.put(round)) === 'written') return { outcome: 'started', round };
  const faster = await deps.drift.get(integration.id);
  return { outcome: 'busy', round: faster ?? round };
}
