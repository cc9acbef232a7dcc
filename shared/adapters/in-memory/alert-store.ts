import type { AlertStore } from '../../application/ports.ts';
import { type Alert, type AlertCause, dueFrom, messageDue } from '../../domain/alert.ts';
import { copy, follows, type Memory } from './memory.ts';
import { pageOf } from './paging.ts';

const keyOf = ({ integrationId, kind, cause }: AlertCause): string =>
  JSON.stringify([integrationId, kind, cause]);
const placeOf = (alert: Alert): string => (alert.resolvedAt === undefined ? keyOf(alert) : alert.id);

export const memoryAlertStore = ({ alerts }: Memory): AlertStore => ({
  async open(cause) {
    return copy(alerts.get(keyOf(cause)));
  },
  async last(cause) {
    const over = [...alerts.values()].filter(
      (alert) => alert.resolvedAt !== undefined && keyOf(alert) === keyOf(cause),
    );
    return copy(over.sort((a, b) => (a.openedAt < b.openedAt ? 1 : -1))[0]);
  },
  async put(alert) {
    if (!follows(alerts.get(placeOf(alert)), alert.version)) return 'stale';
    alerts.set(placeOf(alert), copy(alert));
    return 'written';
  },
  async resolve(alert) {
    if (!follows(alerts.get(keyOf(alert)), alert.version)) return 'stale';
    alerts.delete(keyOf(alert));
    alerts.set(alert.id, copy(alert));
    return 'written';
  },
  async list(integrationId, { open }, page) {
    const all = [...alerts.values()].filter(
      (alert) =>
        alert.integrationId === integrationId &&
        (open === undefined || (alert.resolvedAt === undefined) === open),
    );
    return pageOf(all, page, ({ openedAt, id }) => `${openedAt}#${id}`);
  },
  async untold(now) {
    const due = [...alerts.values()].filter(
      (alert) => messageDue(alert) !== undefined && dueFrom(alert) <= now,
    );
    return copy(due.sort((a, b) => (dueFrom(a) < dueFrom(b) ? -1 : 1)).slice(0, 100));
  },
  async removeAll(integrationId) {
    for (const [key, alert] of alerts) if (alert.integrationId === integrationId) alerts.delete(key);
  },
});
