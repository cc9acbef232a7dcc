import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import type { IntegrationView } from '../../../../shared/contract/integrations.ts';
import { isRunning } from '../../../../shared/domain/integration.ts';
import { Button } from '../../components/button.tsx';
import { troubleOf } from '../../lib/problems.ts';
import { duration } from '../../lib/time.ts';
import { useStartSync } from './requests/start-sync.ts';
import { SyncOnly } from './sync-only.tsx';

function said({ isPending, error, data }: ReturnType<typeof useStartSync>): string {
  if (isPending) return 'Starting …';
  if (error !== null) {
    const { title, advice } = troubleOf(error);
    return `${title}. ${advice}`;
  }
  if (data === undefined) return '';
  const seconds = data.estimatedDuration;
  return seconds === null
    ? 'A run has started.'
    : `A run has started; it takes about ${duration(seconds * 1000)}.`;
}

/** Starts a run by hand and says what came of it. */
export function SyncNow({ integration }: { readonly integration: IntegrationView }) {
  const start = useStartSync(integration.id);
  const [isChoosing, setChoosing] = useState(false);
  const asleep = !isRunning(integration.status);
  const busy = integration.currentJob !== undefined;
  return (
    <div className="act">
      <div className="row">
        <Button isDisabled={asleep || busy || start.isPending} onPress={() => setChoosing(true)}>
          Sync only …
        </Button>
        <Button look="main" onPress={() => start.mutate({})} isDisabled={asleep || busy || start.isPending}>
          <RefreshCw size={17} aria-hidden />
          Sync now
        </Button>
      </div>
      <p className="small soft" role="status">
        {asleep ? 'Nothing runs until it is active again.' : said(start)}
      </p>
      {isChoosing && (
        <SyncOnly
          integration={integration}
          onClose={() => setChoosing(false)}
          onStart={(choices) => {
            setChoosing(false);
            start.mutate(choices);
          }}
        />
      )}
    </div>
  );
}
