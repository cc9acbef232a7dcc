import { getRouteApi } from '@tanstack/react-router';
import { FieldMappings } from '../../../features/fields/field-mappings.tsx';
import { useIntegration } from '../../../features/integrations/integration-frame.tsx';
import { otherSide } from '../../../lib/glossary.ts';

const route = getRouteApi('/integrations/$id/fields');

export function FieldsTab() {
  const integration = useIntegration();
  const { kind } = route.useSearch();
  return <FieldMappings integrationId={integration.id} other={otherSide(integration)} kind={kind} />;
}
