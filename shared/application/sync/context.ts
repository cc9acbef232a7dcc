import type { Breaker } from '../../domain/breaker.ts';
import type { ExternalSystem } from '../../domain/external.ts';
import { FaultError } from '../../domain/fault.ts';
import type { FieldMappingSet } from '../../domain/field-mapping.ts';
import type { Integration } from '../../domain/integration.ts';
import type { ResourceType } from '../../domain/resources.ts';
import { connectWith } from '../credentials/connect-stored.ts';
import type { SignInDeps } from '../credentials/deps.ts';
import type {
  BreakerStore,
  FieldMappingStore,
  IntegrationStore,
  Maintenance,
  MaintenanceStore,
} from '../ports.ts';

/** All that work for one integration needs: who it is, how its fields map, and the connected system. */
export interface SyncContext {
  readonly integration: Integration;
  readonly fieldMappings: readonly FieldMappingSet[];
  readonly system: ExternalSystem;
  /** How the system did lately; absent for one that never failed. */
  readonly breaker?: Breaker;
  readonly maintenance?: Maintenance;
}

export interface ContextDeps extends SignInDeps {
  readonly integrations: IntegrationStore;
  readonly fieldMappings: FieldMappingStore;
}

/** Where it is kept what an integration may have to wait for. */
export interface RestDeps {
  readonly breakers: BreakerStore;
  readonly maintenance: MaintenanceStore;
}

/** `undefined` for an integration that does not exist (any more). Throws `unauthorized` without credentials. */
export async function loadContext(
  deps: ContextDeps,
  integrationId: string,
): Promise<SyncContext | undefined> {
  const [integration, fieldMappings, credentials] = await Promise.all([
    deps.integrations.get(integrationId),
    deps.fieldMappings.current(integrationId),
    deps.secrets.credentials(integrationId),
  ]);
  if (integration === undefined) return undefined;
  return { integration, fieldMappings, system: await connectWith(deps, integration, credentials) };
}

/** The context of a worker, with what may make it wait. */
export async function loadWork(
  deps: ContextDeps & RestDeps,
  integrationId: string,
): Promise<SyncContext | undefined> {
  const [context, breaker, maintenance] = await Promise.all([
    loadContext(deps, integrationId),
    deps.breakers.get(integrationId),
    deps.maintenance.get(),
  ]);
  return (
    context && {
      ...context,
      ...(breaker === undefined ? {} : { breaker }),
      ...(maintenance === undefined ? {} : { maintenance }),
    }
  );
}

/** The rules for one kind of record; a stream without rules is a mistake in the integration's setup. */
export function fieldMappingOf(context: SyncContext, type: ResourceType): FieldMappingSet {
  const set = context.fieldMappings.find((item) => item.resourceType === type);
  if (set !== undefined) return set;
  throw new FaultError({
    kind: 'rejected',
    message: `No field mapping is set up for ${type.toLowerCase()} records.`,
  });
}
