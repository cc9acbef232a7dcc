import type { Alert, AlertCause, MessageChannel } from '../../domain/alert.ts';
import type { Notice } from '../../domain/alert-message.ts';
import type { AlertSettings } from '../../domain/alert-rules.ts';
import type { Instant } from '../../domain/values.ts';
import type { Listing, PageRequest } from '../port-values.ts';

/** Open alerts are unique per cause; those that are over stay as history. */
export interface AlertStore {
  /** The open alert of this cause, as it is stored at this moment. */
  open(cause: AlertCause): Promise<Alert | undefined>;
  /** The newest alert of this cause that is over. */
  last(cause: AlertCause): Promise<Alert | undefined>;
  /** Writes the alert if the stored one has `alert.version - 1`; version 1 if none of its cause is open. */
  put(alert: Alert): Promise<'written' | 'stale'>;
  /** Ends the open alert, if the stored one has `alert.version - 1`: its cause may open anew. */
  resolve(alert: Alert): Promise<'written' | 'stale'>;
  /** Newest first. */
  list(
    integrationId: string,
    filter: { readonly open?: boolean },
    page: PageRequest,
  ): Promise<Listing<Alert>>;
  /** At most 100 alerts, of all integrations, of which something is due to be told at `now`. */
  untold(now: Instant): Promise<readonly Alert[]>;
  removeAll(integrationId: string): Promise<void>;
}

/** Carries a notice to the admins. Throws when it could not be handed over. */
export interface Notifier {
  /** `nobody`: there is nobody to reach on this channel. */
  send(channel: MessageChannel, notice: Notice): Promise<'sent' | 'nobody'>;
}

export interface AlertSettingsStore {
  /** `undefined` until an admin changes something. */
  get(): Promise<AlertSettings | undefined>;
  /** Writes the settings if the stored ones have `settings.version - 1`. */
  put(settings: AlertSettings): Promise<'written' | 'stale'>;
}

/** Where the address of the Slack channel is kept: whoever knows it can write there. */
export interface SlackSecret {
  url(): Promise<string | undefined>;
  /** `undefined` forgets it. */
  save(url: string | undefined): Promise<void>;
}
