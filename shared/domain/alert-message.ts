import { type Alert, messageDue } from './alert.ts';

/** What is sent to people: one subject line, and paragraphs of plain text. */
export interface Notice {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  /** Screen of the dashboard that shows more, as a path. */
  readonly path: string;
}

/** The message that is due for an alert. */
export function noticeOf(alert: Alert, integrationName: string): Notice {
  const path = `/integrations/${encodeURIComponent(alert.integrationId)}`;
  const since = `It began at ${alert.openedAt}.`;
  if (messageDue(alert) === 'recovery')
    return {
      subject: oneLine(`Well again: ${integrationName}`),
      paragraphs: [alert.recovery ?? 'It is over.', `What it was: ${alert.sentence}`, since],
      path,
    };
  return {
    subject: oneLine(`${alert.severity === 'critical' ? 'Act now' : 'Please look'}: ${integrationName}`),
    paragraphs: [alert.sentence, `What to do: ${alert.cure}`, since],
    path,
  };
}

/** Names are typed by people: a line break in one would end the subject. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').slice(0, 150);
