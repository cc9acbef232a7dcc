import { ChannelPage } from '../../../features/alerts/channels/channel-page.tsx';

export const ChannelsPart = () => <ChannelPage />;
