import { useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { Confirm } from '../../../components/confirm.tsx';
import { Form } from '../../../components/form.tsx';
import { Moment } from '../../../components/moment.tsx';
import { Refusal } from '../../../components/refusal.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { useToast } from '../../../components/toasts.tsx';
import { fieldErrors } from '../../../lib/problems.ts';
import { type ChannelsView, useChangeChannels } from '../requests/channels.ts';
import { ChannelTest } from './channel-test.tsx';

/** The Slack channel. Its address is a secret: it can be set and forgotten, and is never shown. */
export function SlackChannel({ channels: { slackSetAt, version } }: { readonly channels: ChannelsView }) {
  const [url, setUrl] = useState('');
  const [missing, setMissing] = useState(false);
  const [isForgetting, setForgetting] = useState(false);
  const change = useChangeChannels();
  const say = useToast();
  const errors = missing ? { slackUrl: 'Paste the address that Slack gave you.' } : fieldErrors(change.error);
  const save = () => {
    setMissing(url.trim() === '');
    if (url.trim() === '') return;
    change.mutate(
      { slackUrl: url.trim(), version },
      {
        onSuccess: () => {
          setUrl('');
          say({ text: 'The Slack channel is set. Try it once.' });
        },
      },
    );
  };
  const forget = () =>
    change.mutate(
      { slackUrl: null, version },
      {
        onSuccess: () => {
          setForgetting(false);
          say({ text: 'The Slack channel is forgotten.' });
        },
      },
    );
  return (
    <section className="card stack" aria-labelledby="slack">
      <h2 id="slack">In Slack</h2>
      <p className="soft">
        {slackSetAt === undefined ? (
          'No channel is set, so nothing is sent to Slack.'
        ) : (
          <Moment at={slackSetAt} label="A channel was set" />
        )}
      </p>
      <Form label="The Slack channel" errors={errors} onSubmit={save}>
        <TextField
          label={slackSetAt === undefined ? 'Address of the channel' : 'New address of the channel'}
          name="slackUrl"
          type="password"
          autoComplete="off"
          value={url}
          onChange={setUrl}
          help="In Slack: make an “incoming webhook” for the channel and copy its address. It is kept as a secret and never shown again."
        />
        {Object.keys(errors).length === 0 && !isForgetting && <Refusal error={change.error} />}
        <div className="row acts">
          {slackSetAt !== undefined && (
            <Button onPress={() => setForgetting(true)}>Forget the channel</Button>
          )}
          <Button type="submit" look="main" isPending={change.isPending}>
            Save address
          </Button>
        </div>
      </Form>
      {slackSetAt !== undefined && <ChannelTest channel="slack" isStale={url !== ''} />}
      <Confirm
        title="Forget the Slack channel?"
        isOpen={isForgetting}
        onClose={() => setForgetting(false)}
        act="Forget it"
        onAct={forget}
        isPending={change.isPending}
        error={change.error}
      >
        <p>Nothing is sent to Slack any more. Mail and this dashboard stay as they are.</p>
      </Confirm>
    </section>
  );
}
