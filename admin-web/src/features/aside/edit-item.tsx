import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Form } from '../../components/form.tsx';
import { Refusal } from '../../components/refusal.tsx';
import { useToast } from '../../components/toasts.tsx';
import { fieldErrors, Refused } from '../../lib/problems.ts';
import { useApi } from '../../lib/session.ts';
import { EditField } from './edit-field.tsx';
import { changedValues, editableFields, typedOf } from './edit-values.ts';
import { editParked, type ParkedDetail } from './requests/parked.ts';
import { titleOf } from './words.ts';

export interface EditItemProps {
  readonly item: ParkedDetail;
  readonly other: string;
  readonly onLeave: () => void;
  readonly onDone: () => void;
  /** Reads the item anew, where the record moved on meanwhile. */
  readonly onRead: () => void;
}

/** Mends what made a change fail: our record, or what the record over there leaves open; then it is tried at once. */
export function EditItem({ item, other, onLeave, onDone, onRead }: EditItemProps) {
  const [api, client, toast] = [useApi(), useQueryClient(), useToast()];
  const fields = editableFields(item.resourceType);
  const known = item.record?.fields ?? item.given?.values ?? {};
  const start = Object.fromEntries(fields.map(({ field }) => [field, typedOf(known[field])]));
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [missing, setMissing] = useState(false);
  const values = changedValues(fields, start, { ...start, ...typed });
  const edit = useMutation({
    mutationFn: () =>
      editParked(api, item.id, {
        values,
        ...(item.record === undefined ? {} : { version: item.record.version }),
      }),
    onSuccess() {
      toast({ text: `“${titleOf(item)}” was edited and is tried again now.` });
      onDone();
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['parked', 'causes'] }),
  });
  const errors = fieldErrors(edit.error);
  const movedOn = edit.error instanceof Refused && edit.error.status === 409;
  const submit = () => {
    const nothing = Object.keys(values).length === 0;
    setMissing(nothing);
    if (!nothing) edit.mutate();
  };
  return (
    <Form label="Edit and try again" errors={errors} onSubmit={submit}>
      <p>
        {item.changedIn === 'BRITEPOOL'
          ? `You edit the record in BritePool; ${other} gets it at once.`
          : `Give what the record in ${other} lacks or says unreadably. What it does say is changed over there.`}
      </p>
      <p className="small bad-text">{item.text}</p>
      <div className="fields">
        {fields.map((field) => (
          <EditField
            key={field.field}
            field={field}
            value={typed[field.field] ?? start[field.field] ?? ''}
            onChange={(value) => setTyped({ ...typed, [field.field]: value })}
          />
        ))}
      </div>
      {missing && (
        <p className="error" role="alert">
          Change at least one value first. To send it as it is, use “Try now”.
        </p>
      )}
      {Object.keys(errors).length === 0 && <Refusal error={edit.error} />}
      {movedOn && (
        <p>
          Nothing was overwritten.{' '}
          <Button
            onPress={() => {
              edit.reset();
              onRead();
            }}
          >
            Take the record as it is now
          </Button>{' '}
          What you typed stays.
        </p>
      )}
      <div className="row acts">
        <Button onPress={onLeave}>Back</Button>
        <Button type="submit" look="main" isPending={edit.isPending}>
          Save and try again
        </Button>
      </div>
    </Form>
  );
}
