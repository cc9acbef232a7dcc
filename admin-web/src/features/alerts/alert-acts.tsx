import { BellOff, BellRing, HandHelping } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { useToast } from '../../components/toasts.tsx';
import { useNow } from '../../lib/use-now.ts';
import { placeOf } from './alert-words.ts';
import { MuteDialog } from './mute-dialog.tsx';
import { type AlertAct, useActOnAlert } from './requests/act-on-alert.ts';
import type { AlertView } from './requests/alerts.ts';

/** What can be said about an open alert: that somebody takes care of it, or to tell nobody for a while. */
export function AlertActs({ alert }: { readonly alert: AlertView }) {
  const act = useActOnAlert(alert);
  const say = useToast();
  const [isMuting, setMuting] = useState(false);
  const place = placeOf(alert, useNow());
  const name = alert.integrationName;
  const send = (wanted: AlertAct, text: string) =>
    act.mutate(wanted, {
      onSuccess: () => {
        setMuting(false);
        say({ text });
      },
    });
  return (
    <>
      <div className="row">
        {alert.acknowledgedAt === undefined && (
          <Button
            isPending={act.isPending}
            aria-label={`I take care of it: ${name}, ${alert.sentence}`}
            onPress={() => send({ kind: 'acknowledge' }, `You take care of it: ${name}.`)}
          >
            <HandHelping size={16} aria-hidden />I take care of it
          </Button>
        )}
        {place === 'muted' ? (
          <Button
            isPending={act.isPending}
            aria-label={`Tell of it again: ${name}, ${alert.sentence}`}
            onPress={() => send({ kind: 'unmute' }, `Messages about ${name} go out again.`)}
          >
            <BellRing size={16} aria-hidden />
            Tell of it again
          </Button>
        ) : (
          <Button
            look="plain"
            aria-label={`Mute: ${name}, ${alert.sentence}`}
            onPress={() => setMuting(true)}
          >
            <BellOff size={16} aria-hidden />
            Mute …
          </Button>
        )}
      </div>
      {!isMuting && <Refusal error={act.error} />}
      {isMuting && (
        <MuteDialog
          alert={alert}
          isPending={act.isPending}
          error={act.error}
          onClose={() => setMuting(false)}
          onMute={(until) => send({ kind: 'mute', until }, `Nobody is told of it for now: ${name}.`)}
        />
      )}
    </>
  );
}
