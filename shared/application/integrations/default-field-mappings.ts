import type { Integration } from '../../domain/integration.ts';
import type { AdminDeps } from './deps.ts';

/** Gives every kind of record that has no field mapping yet the connector's own; what an admin saved stays. Repeatable. */
export async function addDefaultFieldMappings(
  { connectors, fieldMappings }: Pick<AdminDeps, 'connectors' | 'fieldMappings'>,
  integration: Integration,
): Promise<void> {
  const facts = await connectors.facts(integration.type);
  const known = (await fieldMappings.current(integration.id)).map(({ resourceType }) => resourceType);
  const missing = facts
    .defaultFieldMappings(integration.settings)
    .filter(({ resourceType }) => !known.includes(resourceType));
  await Promise.all(
    missing.map((set) =>
      fieldMappings.save({ ...set, schemaVersion: 1, integrationId: integration.id, version: 1 }),
    ),
  );
}
