import type { IntegrationView } from '../../../../../shared/contract/integrations.ts';

/** Where the button leads, or what it does. */
export type Mend =
  | { readonly kind: 'page'; readonly to: NeedPage; readonly label: string }
  | { readonly kind: 'part'; readonly part: NeedPart; readonly id: string; readonly label: string }
  | { readonly kind: 'activate'; readonly integration: IntegrationView; readonly label: string }
  | { readonly kind: 'end-maintenance'; readonly label: string };
export type NeedPage = '/decisions' | '/decisions/matches' | '/decisions/deletions' | '/waiting' | '/alerts';
type NeedPart = 'overview' | 'connection' | 'settings' | 'matches' | 'failures';

/** One thing that waits for a person: what is the matter, what it means, and the one button that mends it. */
export interface Need {
  readonly key: string;
  readonly tone: 'bad' | 'warn';
  readonly icon: 'sign-in' | 'outage' | 'trouble' | 'news' | 'deletion' | 'decision' | 'aside' | 'rest';
  readonly title: string;
  readonly text: string;
  readonly mend: Mend;
}
