import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Form } from '../../components/form.tsx';
import { RadioCards } from '../../components/radio-cards.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { exactTime } from '../../lib/time.ts';
import { useNow } from '../../lib/use-now.ts';
import { type MuteSpan, muteSpans } from './alert-words.ts';
import type { AlertView } from './requests/alerts.ts';

const spans: readonly MuteSpan[] = ['hour', 'day', 'week', 'month'];

export interface MuteDialogProps {
  readonly alert: AlertView;
  readonly isPending: boolean;
  readonly error: unknown;
  readonly onClose: () => void;
  readonly onMute: (until: string) => void;
}

/** Asks for how long nobody is to be told of an alert. */
export function MuteDialog({ alert, isPending, error, onClose, onMute }: MuteDialogProps) {
  const now = useNow();
  const [span, setSpan] = useState<MuteSpan>('day');
  const until = (of: MuteSpan) => new Date(muteSpans[of].until(now)).toISOString();
  return (
    <Dialog title="Mute this alert" isOpen onClose={onClose}>
      <Form label="Mute this alert" onSubmit={() => onMute(until(span))}>
        <p>
          {alert.sentence} No messages go out about it, nor when it ends and comes back meanwhile. It stays on
          this page, and what still lasts afterwards is told.
        </p>
        <RadioCards
          label="How long"
          name="span"
          options={spans.map((value) => ({
            value,
            text: muteSpans[value].text,
            help: `Until ${exactTime(until(value))}`,
          }))}
          value={span}
          onChange={setSpan}
        />
        <Refusal error={error} />
        <div className="row acts">
          <Button onPress={onClose}>Leave it as it is</Button>
          <Button type="submit" look="main" isPending={isPending}>
            Mute it
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
