import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { IntegrationView } from '../../../../../shared/contract/integrations.ts';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { Form } from '../../../components/form.tsx';
import { Refusal } from '../../../components/refusal.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { useDeleteIntegration } from '../requests/delete-integration.ts';
import type { Gone } from './gone.ts';

/** Removing an integration for good: what goes, what stays, and its name typed so that it is no slip. */
export function Removal({
  integration: { id, name },
  onRemoved,
}: {
  readonly integration: IntegrationView;
  readonly onRemoved: (gone: Gone) => void;
}) {
  const remove = useDeleteIntegration(id);
  const [isAsking, setAsking] = useState(false);
  const [typed, setTyped] = useState('');
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const submit = () => {
    if (typed.trim() !== name) {
      setErrors({ confirm: `Type the name as it is: ${name}` });
      return;
    }
    remove.mutate(undefined, {
      onSuccess: ({ deleted, warnings }) =>
        onRemoved({ name, pairs: deleted.mappings, conflicts: deleted.conflicts, warnings }),
    });
  };
  return (
    <section className="card stack" aria-labelledby="remove">
      <h2 id="remove">Remove it</h2>
      <p className="soft">The two sides part. No task, member or other record is deleted on either side.</p>
      <div>
        <Button onPress={() => setAsking(true)}>
          <Trash2 size={16} aria-hidden />
          Remove this integration
        </Button>
      </div>
      <Dialog title={`Remove ${name}?`} isOpen={isAsking} onClose={() => setAsking(false)} isQuestion>
        <Form label="Remove" errors={errors} onSubmit={submit}>
          <div className="text">
            <p>
              <strong>What goes:</strong> which record belongs to which, open decisions, the schedule, the
              sign-in and the other system’s news. This cannot be taken back; connecting again finds the pairs
              anew.
            </p>
            <p>
              <strong>What stays:</strong> every record on both sides, the log of what happened, and the
              history of who did what.
            </p>
          </div>
          <TextField
            label="Type its name to remove it"
            name="confirm"
            value={typed}
            onChange={(text) => {
              setTyped(text);
              setErrors({});
            }}
            help={name}
            autoComplete="off"
          />
          <Refusal error={remove.error} />
          <div className="row acts">
            <Button onPress={() => setAsking(false)}>Leave it as it is</Button>
            <Button type="submit" look="grave" isPending={remove.isPending}>
              Remove for good
            </Button>
          </div>
        </Form>
      </Dialog>
    </section>
  );
}
