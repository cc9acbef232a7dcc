import type { FieldMappingSet } from '../../domain/field-mapping.ts';
import type { Integration } from '../../domain/integration.ts';
import type { ResourceType } from '../../domain/resources.ts';
import { unknownIntegration } from '../integrations/update-integration.ts';
import type { FieldMappingStore, IntegrationStore } from '../ports.ts';
import type { Refusal } from '../refusal.ts';

/** The rules in force for one kind of record, with their integration. */
export async function findMapping(
  deps: { readonly integrations: IntegrationStore; readonly fieldMappings: FieldMappingStore },
  integrationId: string,
  type: ResourceType,
): Promise<{ readonly integration: Integration; readonly set: FieldMappingSet } | Refusal> {
  const [integration, sets] = await Promise.all([
    deps.integrations.get(integrationId),
    deps.fieldMappings.current(integrationId),
  ]);
  if (integration === undefined) return unknownIntegration(integrationId);
  const set = sets.find(({ resourceType }) => resourceType === type);
  if (set !== undefined) return { integration, set };
  return {
    refused: 'not-found',
    message: `"${integration.name}" has no ${type.toLowerCase().replaceAll('_', ' ')} records to map.`,
  };
}
