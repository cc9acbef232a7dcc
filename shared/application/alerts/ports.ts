import type { Alert, AlertCause } from '../../domain/alert.ts';
import type { Notice } from '../../domain/alert-message.ts';
import type { Listing, PageRequest } from '../port-values.ts';

/** Open alerts are unique per cause; those that are over stay as history. */
export interface AlertStore {
  /** The open alert of this cause, as it is stored at this moment. */
  open(cause: AlertCause): Promise<Alert | undefined>;
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
  /** At most 100 alerts, of all integrations, whose opening or recovery was not told yet. */
  untold(): Promise<readonly Alert[]>;
  removeAll(integrationId: string): Promise<void>;
}

/** Carries a notice to the admins. Throws when it could not be handed over. */
export interface Notifier {
  /** `nobody`: this stage names no recipients. */
  send(notice: Notice): Promise<'sent' | 'nobody'>;
}
