import { RefreshCw } from 'lucide-react';
import type { IntegrationView } from '../../../../shared/contract/integrations.ts';
import { isRunning } from '../../../../shared/domain/integration.ts';
import { Button } from '../../components/button.tsx';
import { troubleOf } from '../../lib/problems.ts';
import { duration } from '../../lib/time.ts';
import { useStartSync } from './requests/start-sync.ts';

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
  const asleep = !isRunning(integration.status);
  const busy = integration.currentJob !== undefined;
  return (
    <div className="act">
      <Button look="main" onPress={() => start.mutate()} isDisabled={asleep || busy || start.isPending}>
        <RefreshCw size={17} aria-hidden />
        Sync now
      </Button>
      <p className="small soft" role="status">
        {asleep ? 'Nothing runs until it is active again.' : said(start)}
      </p>
    </div>
  );
}
