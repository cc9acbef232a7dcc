import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { IntegrationView } from '../../../../../shared/contract/integrations.ts';
import { Loaded } from '../../../components/loaded.tsx';
import { useApi } from '../../../lib/session.ts';
import { listConnectors } from '../requests/list-connectors.ts';
import type { Gone } from './gone.ts';
import { Removal } from './removal.tsx';
import { Rest } from './rest.tsx';
import { SettingsForm } from './settings-form.tsx';

/** Everything about an integration that an admin can change; `onRemoved` is told what went with it. */
export function Settings({
  integration,
  onRemoved,
}: {
  readonly integration: IntegrationView;
  readonly onRemoved: (gone: Gone) => void;
}) {
  const connectors = useQuery(listConnectors(useApi()));
  const client = useQueryClient();
  // Whoever changes settings begins with those of this moment.
  useEffect(() => {
    void client.invalidateQueries({ queryKey: ['integrations', integration.id], exact: true });
  }, [client, integration.id]);
  return (
    <div className="stack setup-form">
      <Loaded query={connectors} what="the settings">
        {(known) => {
          const connector = known.find(({ type }) => type === integration.type);
          return connector === undefined ? (
            <p className="note warn">
              This service does not know such a system any more, so it can only be removed.
            </p>
          ) : (
            <SettingsForm integration={integration} connector={connector} />
          );
        }}
      </Loaded>
      <Rest integration={integration} />
      <Removal integration={integration} onRemoved={onRemoved} />
    </div>
  );
}
