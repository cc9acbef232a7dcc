import type { ConflictResolution } from '../../domain/conflict.ts';
import type { ExternalRecord } from '../../domain/external.ts';
import { faultOf } from '../../domain/fault.ts';
import { isRunning } from '../../domain/integration.ts';
import { whyLeftAlone } from '../../domain/left-alone.ts';
import type { IntegrationMapping } from '../../domain/mapping.ts';
import type { BritePoolRecord } from '../../domain/record.ts';
import { isRefused, type Refusal } from '../refusal.ts';
import type { SyncContext } from '../sync/context.ts';
import type { ConflictDeps } from './deps.ts';
import { stale } from './moved-on.ts';

/** Both sides of a conflict as they are at this moment. */
export interface ConflictPair {
  readonly context: SyncContext;
  readonly mapping: IntegrationMapping;
  readonly record: BritePoolRecord;
  readonly external: ExternalRecord;
}

/** Reads both sides anew; a side that is gone or cannot be reached is a refusal that says which. */
export async function readPair(
  deps: ConflictDeps,
  conflict: ConflictResolution,
): Promise<ConflictPair | Refusal> {
  const context = await contextOf(deps, conflict);
  if (isRefused(context)) return context;
  const [mapping, record] = await Promise.all([
    deps.pairs.byExternalId(conflict),
    deps.records.get(conflict.resourceType, conflict.resourceId),
  ]);
  if (mapping === undefined) return stale('The two records are not linked any more.');
  if (mapping.leftAlone !== undefined)
    return stale(`The pair is ${whyLeftAlone(mapping.leftAlone)}. Relink or include it, then decide.`);
  if (record === undefined) return stale('The record was deleted at BritePool.');
  try {
    const external = await context.system.get(mapping.stream, mapping.externalId);
    if (external === 'gone') return stale('The record was deleted in the external system.');
    return { context, mapping, record, external };
  } catch (error) {
    return unreachable(context, error);
  }
}

async function contextOf(deps: ConflictDeps, conflict: ConflictResolution): Promise<SyncContext | Refusal> {
  const integration = await deps.integrations.get(conflict.integrationId);
  if (integration === undefined) return stale('The integration was removed.');
  if (!isRunning(integration.status)) {
    const message = `"${integration.name}" is ${integration.status.toLowerCase()}.`;
    return { refused: 'not-running', message };
  }
  try {
    return (await deps.context(integration.id)) ?? stale('The integration was removed.');
  } catch (error) {
    return { refused: 'unreachable', message: faultOf(error).message };
  }
}

export const unreachable = ({ integration }: SyncContext, error: unknown): Refusal => ({
  refused: 'unreachable',
  message: `"${integration.name}" could not be asked what it has now: ${faultOf(error).message}`,
});
