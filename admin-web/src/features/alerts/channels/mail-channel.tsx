import { useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { Form } from '../../../components/form.tsx';
import { Refusal } from '../../../components/refusal.tsx';
import { Switch } from '../../../components/switch.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { useToast } from '../../../components/toasts.tsx';
import { fieldErrors } from '../../../lib/problems.ts';
import { type ChannelsView, useChangeChannels } from '../requests/channels.ts';
import { addressErrors, addressesIn } from './addresses.ts';
import { ChannelTest } from './channel-test.tsx';

/** Who is mailed, and whether they also get the mail of the week. */
export function MailChannel({ channels }: { readonly channels: ChannelsView }) {
  const known = channels.emailsByDefault ? '' : channels.emails.join('\n');
  const [text, setText] = useState(known);
  const [wantsDigest, setWantsDigest] = useState(channels.weeklyDigest);
  const change = useChangeChannels();
  const say = useToast();
  const errors = addressErrors(fieldErrors(change.error), addressesIn(text));
  const save = () =>
    change.mutate(
      { emails: [...addressesIn(text)], weeklyDigest: wantsDigest, version: channels.version },
      { onSuccess: () => say({ text: 'Saved: what is mailed, and to whom.' }) },
    );
  return (
    <section className="card stack" aria-labelledby="mail">
      <h2 id="mail">By mail</h2>
      {channels.emailsByDefault && (
        <p className="soft">
          {channels.emails.length === 0
            ? 'Nobody is named, so nobody is mailed.'
            : `Nobody is named here, so those are mailed whom the operators named: ${channels.emails.join(', ')}.`}
        </p>
      )}
      <Form label="Who is mailed" errors={errors} onSubmit={save}>
        <TextField
          label="Addresses, one a line"
          name="emails"
          lines={4}
          inputMode="email"
          value={text}
          onChange={setText}
          help="Leave it empty to mail whom the operators named."
        />
        <Switch
          isOn={wantsDigest}
          onChange={setWantsDigest}
          help="On Mondays: what was synced, decided and mended, and what waits for you."
        >
          Mail of the week
        </Switch>
        {Object.keys(errors).length === 0 && <Refusal error={change.error} />}
        <div className="row acts">
          <Button type="submit" look="main" isPending={change.isPending}>
            Save mail settings
          </Button>
        </div>
      </Form>
      <ChannelTest channel="email" isStale={text !== known} />
    </section>
  );
}
