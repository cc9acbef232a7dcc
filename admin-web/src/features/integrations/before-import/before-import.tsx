import { Link } from '@tanstack/react-router';
import { Play } from 'lucide-react';
import type { IntegrationView } from '../../../../../shared/contract/integrations.ts';
import { Button } from '../../../components/button.tsx';
import { Refusal } from '../../../components/refusal.tsx';
import { useBeginImport } from '../requests/begin-import.ts';
import { ImportCount } from './import-count.tsx';

/** What the first import would do, and the button that begins it; or it waits on the integration's page. */
export function BeforeImport({
  integration,
  onBegun,
}: {
  readonly integration: IntegrationView;
  readonly onBegun: () => void;
}) {
  const begin = useBeginImport(integration, onBegun);
  return (
    <>
      <ImportCount integration={integration} />
      <Refusal error={begin.error} />
      <div className="row">
        <Button look="main" isPending={begin.isPending} onPress={() => begin.mutate()}>
          <Play size={16} aria-hidden />
          Begin the first import
        </Button>
        <Link className="button plain" to="/integrations/$id" params={{ id: integration.id }}>
          Later
        </Link>
      </div>
    </>
  );
}
