import { useQuery } from '@tanstack/react-query';
import { Loaded } from '../../../components/loaded.tsx';
import { useApi } from '../../../lib/session.ts';
import { channels } from '../requests/channels.ts';
import { MailChannel } from './mail-channel.tsx';
import { SlackChannel } from './slack-channel.tsx';

/** Who is told by mail, and the Slack channel; each can be tried. */
export function ChannelPage() {
  const query = useQuery({ ...channels(useApi()), refetchOnWindowFocus: false });
  return (
    <Loaded query={query} what="where messages go">
      {(known) => (
        <div className="rules">
          <MailChannel channels={known} />
          <SlackChannel channels={known} />
        </div>
      )}
    </Loaded>
  );
}
