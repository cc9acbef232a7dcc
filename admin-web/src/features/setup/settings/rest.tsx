import { Pause, Play, PowerOff } from 'lucide-react';
import type { IntegrationView } from '../../../../../shared/contract/integrations.ts';
import { Button } from '../../../components/button.tsx';
import { Refusal } from '../../../components/refusal.tsx';
import { useToast } from '../../../components/toasts.tsx';
import { useUpdateIntegration } from '../requests/update-integration.ts';

type Act = 'ACTIVE' | 'PAUSED' | 'DISABLED';

const said: { readonly [act in Act]: string } = {
  ACTIVE: 'It goes on. What waited is caught up with.',
  PAUSED: 'It is paused until somebody sets it going again.',
  DISABLED: 'It is switched off.',
};

/** Letting an integration rest, and setting it going again. */
export function Rest({ integration: { id, status, whenPaused } }: { readonly integration: IntegrationView }) {
  const { mutate, isPending, error } = useUpdateIntegration(id);
  const say = useToast();
  const to = (act: Act) => mutate({ status: act }, { onSuccess: () => say({ text: said[act] }) });
  const runs = status === 'ACTIVE' || status === 'DEGRADED';
  return (
    <section className="card stack" aria-labelledby="rest">
      <h2 id="rest">{runs ? 'Let it rest' : 'Set it going again'}</h2>
      <p className="soft">
        {runs
          ? whenPaused === 'hold'
            ? 'While it is paused, nothing is lost: what arrives waits and is caught up with.'
            : 'While it is paused, news from the other system is turned away and found by a later check.'
          : 'Everything that changed on either side meanwhile is looked at once.'}
      </p>
      <Refusal error={error} />
      <div className="row">
        {runs ? (
          <Button onPress={() => to('PAUSED')} isPending={isPending}>
            <Pause size={16} aria-hidden />
            Pause
          </Button>
        ) : (
          <Button look="main" onPress={() => to('ACTIVE')} isPending={isPending}>
            <Play size={16} aria-hidden />
            Resume
          </Button>
        )}
        {status !== 'DISABLED' && (
          <Button look="plain" onPress={() => to('DISABLED')} isPending={isPending}>
            <PowerOff size={16} aria-hidden />
            Switch off
          </Button>
        )}
      </div>
    </section>
  );
}
