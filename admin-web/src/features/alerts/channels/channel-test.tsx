import { Send } from 'lucide-react';
import { Button } from '../../../components/button.tsx';
import { Refusal } from '../../../components/refusal.tsx';
import { Tag } from '../../../components/tag.tsx';
import type { Word } from '../../../lib/glossary.ts';
import { useTestChannel } from '../requests/test-channel.ts';

const outcomes: { readonly [outcome in 'sent' | 'nobody' | 'failed']: Word } = {
  sent: { text: 'Sent', tone: 'good' },
  nobody: { text: 'Nobody to tell', tone: 'calm' },
  failed: { text: 'Did not get through', tone: 'bad' },
};

/** Sends a trial message and says what came of it. */
export function ChannelTest({
  channel,
  isStale,
}: {
  readonly channel: 'email' | 'slack';
  /** What stands in the form is not saved yet, and is not what is tried. */
  readonly isStale: boolean;
}) {
  const test = useTestChannel(channel);
  return (
    <div className="stack">
      <div className="row">
        <Button onPress={() => test.mutate()} isPending={test.isPending} isDisabled={isStale}>
          <Send size={16} aria-hidden />
          {test.isPending ? 'Sending …' : 'Send a trial message'}
        </Button>
        {isStale && <span className="small soft">Save first; what is saved is tried.</span>}
      </div>
      <div role="status">
        {test.data !== undefined && (
          <p className="row">
            <Tag word={outcomes[test.data.outcome]} />
            <span>{test.data.message}</span>
          </p>
        )}
      </div>
      <Refusal error={test.error} />
    </div>
  );
}
