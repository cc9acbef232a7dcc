import { type ReactNode, useState } from 'react';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Form } from './form.tsx';
import { Refusal } from './refusal.tsx';
import { TextField } from './text-field.tsx';

export interface ConfirmProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** What will happen, what stays, how far it reaches. */
  readonly children: ReactNode;
  /** The act as a verb: "Stop trying". */
  readonly act: string;
  readonly onAct: (reason: string) => void;
  readonly isPending: boolean;
  readonly error: unknown;
  /** `needed` where the audit trail should say why; absent where nobody asks. */
  readonly reason?: 'needed' | 'welcome';
  readonly isGrave?: boolean;
}

/** Asks before something is done, with a reason where the audit trail wants one. An error keeps what was typed. */
export function Confirm({
  title,
  isOpen,
  onClose,
  children,
  act,
  onAct,
  isPending,
  error,
  reason,
  isGrave,
}: ConfirmProps) {
  const [why, setWhy] = useState('');
  const [missing, setMissing] = useState(false);
  const submit = () => {
    const lacking = reason === 'needed' && why.trim() === '';
    setMissing(lacking);
    if (!lacking) onAct(why.trim());
  };
  return (
    <Dialog title={title} isOpen={isOpen} onClose={onClose} isQuestion>
      <Form
        label={title}
        onSubmit={submit}
        {...(missing
          ? { errors: { reason: 'Say why in a few words: others will read it in the history.' } }
          : {})}
      >
        <div className="text">{children}</div>
        {reason !== undefined && (
          <TextField
            label={reason === 'needed' ? 'Why?' : 'Why? (if you like)'}
            name="reason"
            value={why}
            onChange={setWhy}
            help="Kept in the history with your name."
          />
        )}
        <Refusal error={error} />
        <div className="row acts">
          <Button onPress={onClose}>Leave it as it is</Button>
          <Button type="submit" look={isGrave === true ? 'grave' : 'main'} isPending={isPending}>
            {act}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
