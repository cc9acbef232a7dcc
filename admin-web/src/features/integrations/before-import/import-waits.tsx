import { useState } from 'react';
import type { IntegrationView } from '../../../../../shared/contract/integrations.ts';
import { Button } from '../../../components/button.tsx';
import { ImportCount } from './import-count.tsx';

/** Where the runs of an integration are told, before its first one: what it would do is counted when asked. */
export function ImportWaits({ integration }: { readonly integration: IntegrationView }) {
  const [isAsked, setAsked] = useState(false);
  return (
    <>
      <p>It waits until somebody begins it. Nothing is synced before.</p>
      {isAsked ? (
        <ImportCount integration={integration} />
      ) : (
        <Button onPress={() => setAsked(true)}>Count what would happen</Button>
      )}
    </>
  );
}
